package org.pillarbox.storage.mailbox;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.update;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import org.apache.james.backends.cassandra.init.configuration.JamesExecutionProfiles;
import org.apache.james.backends.cassandra.utils.CassandraAsyncExecutor;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A number per mailbox in one of James' tables, advanced by a transaction. */
final class CassandraCounter implements NumberBlocks.Counter {
  private static final CqlIdentifier SEEN = CqlIdentifier.fromCql("seen");
  private static final int TRIES = 20;
  private static final Duration FIRST_DELAY = Duration.ofMillis(10);

  private final CassandraAsyncExecutor executor;
  private final DriverExecutionProfile serial;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final CqlIdentifier mailboxId;
  private final CqlIdentifier value;
  private final long belowFirst;

  /**
   * Prepares the statements.
   *
   * @param belowFirst what counts as recorded where there is no row
   */
  CassandraCounter(
      CqlSession session,
      String table,
      CqlIdentifier mailboxId,
      CqlIdentifier value,
      long belowFirst) {
    this.executor = new CassandraAsyncExecutor(session);
    this.serial = JamesExecutionProfiles.getLWTProfile(session);
    this.mailboxId = mailboxId;
    this.value = value;
    this.belowFirst = belowFirst;
    this.select =
        session.prepare(
            selectFrom(table)
                .column(value)
                .whereColumn(mailboxId)
                .isEqualTo(bindMarker(mailboxId))
                .build());
    this.insert =
        session.prepare(
            insertInto(table)
                .value(mailboxId, bindMarker(mailboxId))
                .value(value, bindMarker(value))
                .ifNotExists()
                .build());
    this.update =
        session.prepare(
            update(table)
                .setColumn(value, bindMarker(value))
                .whereColumn(mailboxId)
                .isEqualTo(bindMarker(mailboxId))
                .ifColumn(value)
                .isEqualTo(bindMarker(SEEN))
                .build());
  }

  @Override
  public Mono<Long> last(UUID mailbox) {
    return recorded(mailbox).defaultIfEmpty(belowFirst);
  }

  @Override
  public Mono<Long> reserve(UUID mailbox, int count) {
    return recorded(mailbox)
        .flatMap(last -> advance(mailbox, last, count))
        .switchIfEmpty(Mono.defer(() -> begin(mailbox, count)))
        .retryWhen(Retry.backoff(TRIES, FIRST_DELAY).filter(OvertakenException.class::isInstance));
  }

  private Mono<Long> recorded(UUID mailbox) {
    return executor
        .executeSingleRow(select.bind().setUuid(mailboxId, mailbox).setExecutionProfile(serial))
        .map(row -> row.getLong(value));
  }

  private Mono<Long> advance(UUID mailbox, long last, int count) {
    return executor
        .executeReturnApplied(
            update
                .bind()
                .setUuid(mailboxId, mailbox)
                .setLong(SEEN, last)
                .setLong(value, last + count))
        .flatMap(applied -> applied ? Mono.just(last) : Mono.error(new OvertakenException()));
  }

  private Mono<Long> begin(UUID mailbox, int count) {
    return executor
        .executeReturnApplied(
            insert.bind().setUuid(mailboxId, mailbox).setLong(value, belowFirst + count))
        .flatMap(applied -> applied ? Mono.just(belowFirst) : Mono.error(new OvertakenException()));
  }

  /** Somebody else advanced the counter between our read and our write. */
  private static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException() {
      super("another reservation came first");
    }
  }
}
