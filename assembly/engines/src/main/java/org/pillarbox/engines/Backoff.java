package org.pillarbox.engines;

import java.time.Duration;

/**
 * The wait before each restart: doubles from one second to one minute, and starts again from one
 * second after the engine has been ready for five minutes.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration CALM = Duration.ofMinutes(5);

  private Duration next = FIRST;

  /** The wait after an end that followed this long a time of being ready (zero: it never was). */
  Duration after(Duration ready) {
    if (ready.compareTo(CALM) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
