package org.pillarbox.server.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long outgoing mail is tried.
 *
 * @param retryFirst wait after the first failure; it doubles with each one
 * @param retryLongest longest wait between two tries
 * @param delayNotice age at which the sender is told that the mail still waits
 * @param lifetime age at which it is given up and the sender told
 */
public record RetryConfiguration(
    @Meaning("Wait after the first failure; it doubles with each further one.") Duration retryFirst,
    @Meaning("Longest wait between two tries.") Duration retryLongest,
    @Meaning("After this the sender is told that the mail still waits.") Duration delayNotice,
    @Meaning("After this the mail is given up and the sender is told.") Duration lifetime) {
  /** Five minutes to four hours, for five days. */
  public static RetryConfiguration defaults() {
    return new RetryConfiguration(
        Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofHours(4), Duration.ofDays(5));
  }

  /** Refuses an order of times that makes no sense. */
  public RetryConfiguration {
    Checks.between("retryFirst", retryFirst, Duration.ofSeconds(1), Duration.ofDays(1));
    Checks.positive("delayNotice", delayNotice);
    if (retryLongest.compareTo(retryFirst) < 0) {
      throw new IllegalArgumentException(
          "retryLongest "
              + Durations.print(retryLongest)
              + " is shorter than the first wait, "
              + Durations.print(retryFirst));
    }
    if (lifetime.compareTo(retryLongest) < 0) {
      throw new IllegalArgumentException(
          "lifetime "
              + Durations.print(lifetime)
              + " is shorter than the longest wait, "
              + Durations.print(retryLongest));
    }
  }

  /** Every wait up to the longest, each twice the one before; the last is for all further tries. */
  public List<Duration> waits() {
    List<Duration> waits = new ArrayList<>();
    for (Duration wait = retryFirst;
        wait.compareTo(retryLongest) < 0;
        wait = wait.multipliedBy(2)) {
      waits.add(wait);
    }
    waits.add(retryLongest);
    return List.copyOf(waits);
  }
}
