package org.pillarbox.queue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who is next. Fresh entries in order of arrival, those that an earlier process left, and deferred
 * ones in order of due time are kept apart and take turns; and only so many deferred ones may be in
 * hand at once. So neither ten thousand retries that fall due together, nor retries that each wait
 * long for a dead server, nor ten thousand messages that waited out a crash keep a fresh mail
 * waiting.
 *
 * <p>Only what was put here is handed out, and it was put here when it was on disk. The index is
 * lost with the process and made again from the file names.
 */
final class EntryIndex {
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final Clock clock;
  private final int deferredInHandLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, QueueEntry> entries = new HashMap<>();
  private final TreeSet<QueueEntry> fresh = new TreeSet<>(Comparator.comparing(QueueEntry::id));
  private final TreeSet<QueueEntry> left = new TreeSet<>(Comparator.comparing(QueueEntry::id));
  private final TreeSet<QueueEntry> deferred =
      new TreeSet<>(
          Comparator.<QueueEntry>comparingLong(entry -> entry.name().due())
              .thenComparing(QueueEntry::id));
  private final List<Supplier<Optional<QueueEntry>>> lanes =
      List.of(this::nextFresh, this::nextLeft, this::nextDeferred);
  private int deferredInHand;
  private int turn;
  private boolean closed;

  EntryIndex(Clock clock, int deferredInHandLimit) {
    this.clock = clock;
    this.deferredInHandLimit = deferredInHandLimit;
  }

  /** Adds an entry that nobody has in hand, or gives back one under its new name. */
  void put(QueueEntry entry) {
    put(entry, fresh);
  }

  /** Adds an entry that was on disk before this process began. */
  void putLeft(QueueEntry entry) {
    put(entry, left);
  }

  private void put(QueueEntry entry, Set<QueueEntry> unlessDeferred) {
    lock.lock();
    try {
      entry.inHand(false);
      entries.put(entry.id(), entry);
      (entry.name().deferred() ? deferred : unlessDeferred).add(entry);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an entry and puts it into the caller's hand; empty when the index was closed or the
   * caller stops.
   */
  Optional<QueueEntry> take(BooleanSupplier stops) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && !stops.getAsBoolean()) {
        Optional<QueueEntry> next = next();
        if (next.isPresent()) {
          return next;
        }
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(untilNextDue()));
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<QueueEntry> next() {
    for (int i = 0; i < lanes.size(); i++) {
      int lane = (turn + i) % lanes.size();
      Optional<QueueEntry> next = lanes.get(lane).get();
      if (next.isPresent()) {
        turn = lane + 1;
        return next.map(EntryIndex::hand);
      }
    }
    return Optional.empty();
  }

  private Optional<QueueEntry> nextFresh() {
    return Optional.ofNullable(fresh.pollFirst());
  }

  private Optional<QueueEntry> nextLeft() {
    return Optional.ofNullable(left.pollFirst());
  }

  private Optional<QueueEntry> nextDeferred() {
    if (deferred.isEmpty()
        || deferredInHand >= deferredInHandLimit
        || deferred.first().name().due() > clock.millis()) {
      return Optional.empty();
    }
    deferredInHand++;
    return Optional.of(deferred.pollFirst());
  }

  private static QueueEntry hand(QueueEntry entry) {
    entry.inHand(true);
    return entry;
  }

  private long untilNextDue() {
    if (deferred.isEmpty() || deferredInHand >= deferredInHandLimit) {
      return LONGEST_WAIT_MILLIS;
    }
    long wait = deferred.first().name().due() - clock.millis();
    return Math.min(Math.max(wait, 1), LONGEST_WAIT_MILLIS);
  }

  /**
   * To be called once when an entry leaves the hand that took it, under the name it was taken with.
   */
  void released(boolean wasDeferred) {
    lock.lock();
    try {
      deferredInHand -= wasDeferred ? 1 : 0;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the entry out if nobody has it in hand. */
  boolean removeWaiting(QueueEntry entry) {
    lock.lock();
    try {
      boolean waited = fresh.remove(entry) || left.remove(entry) || deferred.remove(entry);
      if (waited) {
        entries.remove(entry.id());
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets an entry that is in hand. */
  void removeInHand(QueueEntry entry) {
    lock.lock();
    try {
      entries.remove(entry.id());
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** All that nobody has in hand, in order of arrival. */
  List<QueueEntry> waiting() {
    lock.lock();
    try {
      List<QueueEntry> all = new ArrayList<>(entries.size());
      all.addAll(fresh);
      all.addAll(left);
      all.addAll(deferred);
      all.sort(Comparator.comparing(QueueEntry::id));
      return all;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Epoch milliseconds since when the entry that waits longest could have been handed out; empty if
   * none could.
   */
  Optional<Long> oldestDue() {
    lock.lock();
    try {
      long now = clock.millis();
      return Stream.of(fresh, left, deferred)
          .filter(lane -> !lane.isEmpty())
          .map(lane -> lane.first().name().due())
          .filter(due -> due <= now)
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  /** Epoch milliseconds since when the longest served entry is due, in hand or not. */
  Optional<Long> oldestUndone() {
    lock.lock();
    try {
      long now = clock.millis();
      return entries.values().stream()
          .map(entry -> entry.name().due())
          .filter(due -> due <= now)
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  /** Epoch milliseconds at which the oldest entry was accepted, whatever it waits for. */
  Optional<Long> oldestArrival() {
    lock.lock();
    try {
      return entries.values().stream()
          .map(entry -> entry.name().arrived())
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  /** Lets those who wait look again whether they stop. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
