package org.pillarbox.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The changes that the worker knows of, at most {@link #MOST} messages, one entry per message. What
 * does not fit is only on disk, and read from there when there is room. Not thread-safe.
 */
final class WaitingChanges {
  static final int MOST = 20_000;

  private final Map<String, Work> waiting = new LinkedHashMap<>();
  private final Map<String, Work> postponed = new LinkedHashMap<>();
  private boolean overflowed;

  /** Adds a change to the message's entry; says false if it had to be left on disk. */
  boolean add(PendingChange pending, Collection<Runnable> whenDone) {
    String key = Work.key(pending.change());
    Work known = waiting.getOrDefault(key, postponed.get(key));
    if (known != null) {
      known.join(pending);
      known.onDone(whenDone);
      return true;
    }
    if (size() >= MOST && whenDone.isEmpty()) {
      overflowed = true;
      return false;
    }
    Work work = new Work(pending);
    work.onDone(whenDone);
    waiting.put(key, work);
    return true;
  }

  /** Takes entries out, the oldest first, those whose pause is over before all. */
  List<Work> take(int most, long now) {
    List<Work> taken = new ArrayList<>();
    takeFrom(postponed, taken, most, now);
    takeFrom(waiting, taken, most, now);
    return taken;
  }

  private static void takeFrom(Map<String, Work> from, List<Work> taken, int most, long now) {
    Iterator<Work> all = from.values().iterator();
    while (all.hasNext() && taken.size() < most) {
      Work work = all.next();
      if (work.notBefore() <= now) {
        taken.add(work);
        all.remove();
      }
    }
  }

  /** Gives back what could not be done; what came in for the same message meanwhile joins it. */
  void giveBack(Work work, long now) {
    Work newer = waiting.remove(work.key());
    if (newer != null) {
      work.join(newer);
    }
    (work.notBefore() > now ? postponed : waiting).put(work.key(), work);
  }

  /** True once if changes were left on disk since the last call. */
  boolean takeOverflowed() {
    boolean was = overflowed;
    overflowed = false;
    return was;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size() + postponed.size();
  }

  /** When the oldest of them was recorded, microseconds since 1970. */
  OptionalLong oldest() {
    return Stream.concat(waiting.values().stream().limit(1), postponed.values().stream())
        .mapToLong(Work::recorded)
        .min();
  }
}
