package org.pillarbox.search;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the watermarks of mailboxes that change.
 *
 * <p>James writes to the mailbox first and tells its listeners afterwards; when the process dies in
 * between, nobody is told. So a state that was seen counts only {@link #REST} later: by then every
 * change that it contains has been told of, or a statement has failed. After a failure no mark
 * moves until all has been compared with the index: a mark above a change that nobody was told of
 * would hide it for ever. What is above the mark at the next start is what may have been missed.
 */
final class WatermarkKeeper implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(WatermarkKeeper.class);

  /** Longer than the event bus tries to tell a listener. */
  static final Duration REST = Duration.ofSeconds(90);

  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final Duration STATEMENT = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 2_000;

  private final Mailboxes mailboxes;
  private final Watermarks watermarks;
  private final StoreFailures failures;
  private final Clock clock;
  private final Set<MailboxId> touched = ConcurrentHashMap.newKeySet();
  private final Map<MailboxId, Seen> seen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "search-watermarks");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Optional<ScheduledFuture<?>> next = Optional.empty();
  private volatile Optional<String> index = Optional.empty();
  private volatile long failuresRepaired;

  private record Seen(Watermarks.State state, long at) {}

  @Inject
  WatermarkKeeper(Mailboxes mailboxes, Watermarks watermarks, StoreFailures failures, Clock clock) {
    this.mailboxes = mailboxes;
    this.watermarks = watermarks;
    this.failures = failures;
    this.clock = clock;
  }

  /** Marks from now on say what that index has been told of. */
  void start(String indexName) {
    boolean first = index.isEmpty();
    index = Optional.of(indexName);
    seen.clear();
    if (first) {
      timer.execute(this::moveAndComeBack);
    }
  }

  /** Something in that mailbox changed. */
  void touched(MailboxId mailboxId) {
    touched.add(mailboxId);
  }

  /** What that many failures may have left has been found and recorded. */
  void repaired(long failed) {
    failuresRepaired = failed;
  }

  @PreDestroy
  void stop() {
    next.ifPresent(move -> move.cancel(false));
    timer.shutdownNow();
  }

  private void moveAndComeBack() {
    try {
      index.ifPresent(this::move);
    } catch (RuntimeException e) {
      // A mark that stays behind costs a comparison at the next start, no more.
      LOGGER.info("Search watermarks were not moved this time: {}", e.toString());
    } finally {
      next =
          Optional.of(timer.schedule(this::moveAndComeBack, PERIOD.toSeconds(), TimeUnit.SECONDS));
    }
  }

  /** Saves what has rested, then looks at what changed since. */
  void move(String indexName) {
    if (failures.count() != failuresRepaired) {
      touched.addAll(seen.keySet());
      seen.clear();
      return;
    }
    long now = clock.millis();
    for (Map.Entry<MailboxId, Seen> entry : List.copyOf(seen.entrySet())) {
      if (entry.getValue().at() + REST.toMillis() <= now) {
        watermarks.save(entry.getKey(), indexName, entry.getValue().state()).block(STATEMENT);
        seen.remove(entry.getKey());
      }
    }
    List<MailboxId> changed = new ArrayList<>(new HashSet<>(touched));
    for (MailboxId id : changed.subList(0, Math.min(changed.size(), MOST_AT_ONCE))) {
      if (!seen.containsKey(id)) {
        touched.remove(id);
        look(id, now);
      }
    }
  }

  private void look(MailboxId id, long now) {
    Optional<Mailbox> mailbox = mailboxes.find(id);
    if (mailbox.isEmpty()) {
      watermarks.remove(id).block(STATEMENT);
      return;
    }
    mailboxes
        .state(mailbox.get())
        .blockOptional(STATEMENT)
        .ifPresent(state -> seen.put(id, new Seen(state, now)));
  }
}
