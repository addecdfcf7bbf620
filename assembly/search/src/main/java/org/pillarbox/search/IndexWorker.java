package org.pillarbox.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Brings the index up to date with the outbox, in one thread of its own.
 *
 * <p>Nobody waits for it: who changes a mailbox writes to the outbox and tells it so. It forgets a
 * change only after OpenSearch has acknowledged it, so whenever it dies, and whenever OpenSearch
 * does, what was not acknowledged is still in the outbox, and is read from there at the next start,
 * and every {@link #SWEEP} besides. A message that can't be indexed waits by itself; OpenSearch
 * being away makes everything wait, longer each time.
 */
final class IndexWorker implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(IndexWorker.class);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(5);
  // A request costs OpenSearch as much as ten messages in it. The first message after a while goes
  // at once, those that come while many come go together.
  private static final Duration GATHER = Duration.ofMillis(250);
  private static final int LONGEST_SHIFT = 10;

  private final Outbox outbox;
  private final BulkWriter writer;
  private final SearchConfiguration configuration;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore changed = new Semaphore(0);
  private final WaitingChanges waiting = new WaitingChanges();
  private Iterator<PendingChange> backlog = Collections.emptyIterator();
  private boolean backlogDue = true;
  private long sweepAt;
  private long pausedUntil;
  private int failures;
  private long lastBatch;
  private boolean awaited;
  private int inHand;
  private Optional<Instant> oldestInHand = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private Optional<Thread> thread = Optional.empty();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  /**
   * How far behind the index is.
   *
   * @param pending messages known to wait; what is only on disk is not counted
   * @param oldest when the oldest of them was recorded
   * @param trouble why nothing could be written the last time, if so
   */
  record Status(int pending, Optional<Instant> oldest, Optional<String> trouble) {}

  @Inject
  IndexWorker(Outbox outbox, BulkWriter writer, SearchConfiguration configuration, Clock clock) {
    this.outbox = outbox;
    this.writer = writer;
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Starts the thread; what an earlier process left in the outbox is worked off first. */
  void start() {
    Thread worker = new Thread(this::run, "search-index");
    worker.setDaemon(true);
    thread = Optional.of(worker);
    worker.start();
  }

  /** Ends the thread; what it has in hand stays in the outbox. */
  @PreDestroy
  void stop() {
    stopping = true;
    ended.countDown();
    changed.release();
    try {
      if (thread.isPresent()) {
        thread.get().join(STOP.toMillis());
        thread.get().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes recorded changes on; returns at once. */
  void accept(List<PendingChange> changes) {
    add(changes, List.of());
  }

  /** Takes recorded changes on; completes when the index has acknowledged all of them. */
  Mono<Void> acceptAndAwait(List<PendingChange> changes) {
    return Mono.defer(
        () ->
            Mono.when(
                changes.stream()
                    .map(
                        change -> {
                          Sinks.Empty<Void> done = Sinks.empty();
                          add(List.of(change), List.of(done::tryEmitEmpty));
                          return done.asMono();
                        })
                    .collect(Collectors.toList())));
  }

  /** How far behind the index is. */
  Status status() {
    lock.lock();
    try {
      Optional<Instant> inQueue =
          waiting.oldest().isPresent()
              ? Optional.of(instant(waiting.oldest().getAsLong()))
              : Optional.empty();
      Optional<Instant> oldest = oldestInHand.isPresent() ? oldestInHand : inQueue;
      return new Status(waiting.size() + inHand, oldest, trouble);
    } finally {
      lock.unlock();
    }
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochMilli(micros / 1_000);
  }

  private void add(List<PendingChange> changes, Collection<Runnable> whenDone) {
    lock.lock();
    try {
      changes.forEach(change -> waiting.add(change, whenDone));
      awaited |= !whenDone.isEmpty();
    } finally {
      lock.unlock();
    }
    changed.release();
  }

  private void run() {
    while (!stopping) {
      try {
        step();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // The outbox itself may be away. The thread must live, or nothing is ever indexed again.
        LOGGER.warn("Indexing stopped for a moment", e);
        pause(String.valueOf(e.getMessage()));
      }
    }
  }

  private void step() throws InterruptedException {
    if (clock.millis() < pausedUntil) {
      awaitWork();
      return;
    }
    fillFromBacklog();
    gather();
    List<Work> batch = nextBatch();
    if (batch.isEmpty()) {
      awaitWork();
      return;
    }
    // No message is read for nothing while OpenSearch is away.
    if (status().trouble().isPresent() && !writer.isReachable()) {
      giveBack(batch, 0);
      pause("OpenSearch does not answer, or has no index yet");
      return;
    }
    try {
      finish(writer.write(batch), batch);
    } catch (RuntimeException e) {
      giveBack(batch, clock.millis() + backOff(1));
      throw e;
    }
  }

  /** Reads from disk only while little waits in memory, so a long backlog takes no room. */
  private void fillFromBacklog() {
    long now = clock.millis();
    boolean due;
    boolean room;
    lock.lock();
    try {
      room = waiting.size() < configuration.bulkDocuments();
      due = waiting.isEmpty() && (backlogDue || now >= sweepAt || waiting.takeOverflowed());
    } finally {
      lock.unlock();
    }
    if (due && !backlog.hasNext()) {
      backlog = outbox.backlog();
      backlogDue = false;
      sweepAt = now + SWEEP.toMillis();
    }
    for (int i = 0; room && i < configuration.bulkDocuments() && backlog.hasNext(); i++) {
      add(List.of(backlog.next()), List.of());
    }
  }

  private void gather() throws InterruptedException {
    long early;
    lock.lock();
    try {
      boolean few = !awaited && waiting.size() < configuration.bulkDocuments();
      early = few ? lastBatch + GATHER.toMillis() - clock.millis() : 0;
    } finally {
      lock.unlock();
    }
    if (early > 0 && ended.await(early, TimeUnit.MILLISECONDS)) {
      LOGGER.debug("Ended while messages gathered");
    }
  }

  private List<Work> nextBatch() {
    lock.lock();
    try {
      long now = clock.millis();
      awaited = false;
      List<Work> batch =
          now < pausedUntil ? List.of() : waiting.take(configuration.bulkDocuments(), now);
      inHand = batch.size();
      lastBatch = batch.isEmpty() ? lastBatch : now;
      oldestInHand =
          batch.stream().map(Work::recorded).min(Long::compare).map(IndexWorker::instant);
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void awaitWork() throws InterruptedException {
    long pause = pausedUntil - clock.millis();
    if (pause > 0 && !stopping) {
      // New work does not make OpenSearch come back sooner.
      if (ended.await(pause, TimeUnit.MILLISECONDS)) {
        LOGGER.debug("Ended while OpenSearch was away");
      }
      return;
    }
    if (changed.tryAcquire(configuration.retryFrom().toMillis(), TimeUnit.MILLISECONDS)) {
      changed.drainPermits();
    }
  }

  private void finish(List<Outcome> outcomes, List<Work> batch) {
    List<Work> done =
        outcomes.stream()
            .filter(outcome -> outcome.end() == Outcome.End.DONE)
            .map(Outcome::work)
            .collect(Collectors.toList());
    outbox
        .settle(done.stream().flatMap(work -> work.pending().stream()).collect(Collectors.toList()))
        .block(SETTLE);
    done.forEach(Work::done);
    Optional<String> away = Optional.empty();
    long now = clock.millis();
    lock.lock();
    try {
      inHand = 0;
      oldestInHand = Optional.empty();
      for (Outcome outcome : outcomes) {
        switch (outcome.end()) {
          case DONE -> {
            // Settled above.
          }
          case NEEDS_CONTENT -> {
            outcome.work().needsContent();
            waiting.giveBack(outcome.work(), now);
          }
          case FAILED -> {
            fail(outcome, now);
            waiting.giveBack(outcome.work(), now);
          }
          case AWAY -> {
            away = Optional.of(outcome.reason());
            waiting.giveBack(outcome.work(), now);
          }
        }
      }
    } finally {
      lock.unlock();
    }
    if (away.isPresent()) {
      pause(away.get());
    } else {
      answered(batch.size());
    }
  }

  private void fail(Outcome outcome, long now) {
    Work work = outcome.work();
    work.postpone(now + backOff(work.attempts() + 1) * 4);
    LOGGER.warn(
        "Not indexed, try {}: mailbox {} uid {}: {}",
        work.attempts(),
        work.mailboxId().serialize(),
        work.uid().asLong(),
        outcome.reason());
  }

  private void giveBack(List<Work> batch, long until) {
    lock.lock();
    try {
      inHand = 0;
      oldestInHand = Optional.empty();
      for (Work work : batch) {
        if (until > 0) {
          work.postpone(until);
        }
        waiting.giveBack(work, clock.millis());
      }
    } finally {
      lock.unlock();
    }
  }

  private void pause(String reason) {
    lock.lock();
    try {
      failures++;
      pausedUntil = clock.millis() + backOff(failures);
      if (trouble.isEmpty()) {
        LOGGER.warn("Nothing can be indexed now, messages wait: {}", reason);
      }
      trouble = Optional.of(reason);
    } finally {
      lock.unlock();
    }
  }

  private void answered(int written) {
    lock.lock();
    try {
      if (trouble.isPresent()) {
        LOGGER.info("Indexing goes on, {} written", written);
      }
      trouble = Optional.empty();
      failures = 0;
    } finally {
      lock.unlock();
    }
  }

  private long backOff(int tries) {
    long doubled = configuration.retryFrom().toMillis() << Math.min(tries - 1, LONGEST_SHIFT);
    return Math.min(doubled, configuration.retryTo().toMillis());
  }
}
