package org.pillarbox.search;

import java.time.Duration;
import java.util.function.Predicate;

/** Says when what was gathered should be sent: enough bytes, or long enough since the first. */
final class Full implements Predicate<Prepared> {
  private static final Duration LONGEST_GATHERING = Duration.ofMillis(200);

  private final int most;
  private int bytes;
  private long since;

  Full(int most) {
    this.most = most;
  }

  @Override
  public boolean test(Prepared next) {
    if (bytes == 0) {
      since = System.nanoTime();
    }
    bytes += Math.max(1, next.lines().length());
    boolean full = bytes >= most || System.nanoTime() - since > LONGEST_GATHERING.toNanos();
    if (full) {
      bytes = 0;
    }
    return full;
  }
}
