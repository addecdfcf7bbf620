package org.pillarbox.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** An outbox that outlives a worker, not the test. */
final class InMemoryOutbox implements Outbox {
  private final Map<String, PendingChange> rows = new ConcurrentHashMap<>();
  private final AtomicLong time = new AtomicLong(System.currentTimeMillis() * 1_000);

  @Override
  public Mono<List<PendingChange>> record(List<Change> changes) {
    return Mono.fromCallable(
        () -> {
          List<PendingChange> recorded = new ArrayList<>();
          for (Change change : changes) {
            PendingChange pending = new PendingChange(change, 1, time.incrementAndGet());
            rows.put(key(change), pending);
            recorded.add(pending);
          }
          return recorded;
        });
  }

  @Override
  public Mono<Void> settle(Collection<PendingChange> done) {
    return Mono.fromRunnable(
        () ->
            done.forEach(
                pending ->
                    rows.computeIfPresent(
                        key(pending.change()),
                        (key, row) -> row.recorded() <= pending.recorded() ? null : row)));
  }

  @Override
  public Iterator<PendingChange> backlog() {
    return List.copyOf(rows.values()).iterator();
  }

  int size() {
    return rows.size();
  }

  private static String key(Change change) {
    return change.mailboxId().serialize() + ":" + change.uid().asLong() + ":" + change.kind();
  }
}
