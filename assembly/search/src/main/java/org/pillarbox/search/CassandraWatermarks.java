package org.pillarbox.search;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;

/** Watermarks in Cassandra, one row per mailbox. */
final class CassandraWatermarks implements Watermarks {
  private final CqlSession session;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement delete;

  @Inject
  CassandraWatermarks(CqlSession session) {
    this.session = session;
    this.select =
        session.prepare(
            "SELECT index_name, last_uid, mod_seq, messages FROM "
                + OutboxTables.WATERMARKS
                + " WHERE mailbox_id = ?");
    this.insert =
        session.prepare(
            "INSERT INTO "
                + OutboxTables.WATERMARKS
                + " (mailbox_id, index_name, last_uid, mod_seq, messages) VALUES (?, ?, ?, ?, ?)");
    this.delete =
        session.prepare("DELETE FROM " + OutboxTables.WATERMARKS + " WHERE mailbox_id = ?");
  }

  @Override
  public Mono<Optional<State>> find(MailboxId mailboxId, String index) {
    return execute(select.bind(mailboxId.serialize()))
        .map(
            rows ->
                Optional.ofNullable(rows.one())
                    .filter(row -> index.equals(row.getString("index_name")))
                    .map(
                        row ->
                            new State(
                                row.getLong("last_uid"),
                                row.getLong("mod_seq"),
                                row.getLong("messages"))));
  }

  @Override
  public Mono<Void> save(MailboxId mailboxId, String index, State state) {
    return execute(
            insert.bind(
                mailboxId.serialize(), index, state.lastUid(), state.modSeq(), state.messages()))
        .then();
  }

  @Override
  public Mono<Void> remove(MailboxId mailboxId) {
    return execute(delete.bind(mailboxId.serialize())).then();
  }

  private Mono<AsyncResultSet> execute(BoundStatement statement) {
    return Mono.fromCompletionStage(() -> session.executeAsync(statement));
  }
}
