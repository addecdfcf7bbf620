package org.pillarbox.search;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;

/** Watermarks that outlive a keeper, not the test. */
final class InMemoryWatermarks implements Watermarks {
  private record Row(String index, State state) {}

  private final Map<MailboxId, Row> rows = new ConcurrentHashMap<>();

  @Override
  public Mono<Optional<State>> find(MailboxId mailboxId, String index) {
    return Mono.fromCallable(
        () ->
            Optional.ofNullable(rows.get(mailboxId))
                .filter(row -> row.index().equals(index))
                .map(Row::state));
  }

  @Override
  public Mono<Void> save(MailboxId mailboxId, String index, State state) {
    return Mono.fromRunnable(() -> rows.put(mailboxId, new Row(index, state)));
  }

  @Override
  public Mono<Void> remove(MailboxId mailboxId) {
    return Mono.fromRunnable(() -> rows.remove(mailboxId));
  }
}
