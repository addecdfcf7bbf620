package org.pillarbox.queue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an admin may set about mail in transit.
 *
 * @param directory where the queues live, one folder each; on the disk whose room is watched
 * @param threads how many messages are routed at the same time
 * @param tries after how many tries a message that fails by itself, or that was in hand when the
 *     process died, is set apart in the error repository
 * @param firstBackOff wait after a first failed try; doubles with each further one
 * @param longestBackOff the most that such a wait grows to; also the longest wait while a store is
 *     away
 * @param reservedBytes free disk space below which new mail is answered 452 4.3.1
 * @param alarmAge age of the oldest message that is due and not in hand, above which health is
 *     degraded
 * @param stopWait how long an orderly stop waits for messages in hand; they are never lost, only
 *     tried again
 */
public record QueueConfiguration(
    Path directory,
    int threads,
    int tries,
    Duration firstBackOff,
    Duration longestBackOff,
    long reservedBytes,
    Duration alarmAge,
    Duration stopWait) {

  private static final long DEFAULT_RESERVE = 256L * 1024 * 1024;

  public QueueConfiguration {
    require(threads >= 1 && threads <= 256, "threads", threads, "1 to 256");
    require(tries >= 1 && tries <= 100, "tries", tries, "1 to 100");
    require(
        isPositive(firstBackOff) && firstBackOff.compareTo(Duration.ofHours(1)) <= 0,
        "firstBackOff",
        firstBackOff,
        "more than 0, at most 1 hour");
    require(
        longestBackOff.compareTo(firstBackOff) >= 0
            && longestBackOff.compareTo(Duration.ofDays(1)) <= 0,
        "longestBackOff",
        longestBackOff,
        "firstBackOff to 1 day");
    require(reservedBytes >= 0, "reservedBytes", reservedBytes, "0 or more");
    require(isPositive(alarmAge), "alarmAge", alarmAge, "more than 0");
    require(
        !stopWait.isNegative() && stopWait.compareTo(Duration.ofMinutes(5)) <= 0,
        "stopWait",
        stopWait,
        "0 to 5 minutes");
  }

  /** The defaults, for queues under the given folder. */
  public static QueueConfiguration defaults(Path directory) {
    return new QueueConfiguration(
        directory,
        16,
        5,
        Duration.ofSeconds(5),
        // What waits here waits for an engine of ours; it should not wait long after that is back.
        Duration.ofMinutes(1),
        DEFAULT_RESERVE,
        Duration.ofMinutes(5),
        Duration.ofSeconds(15));
  }

  /** The same with another reserve of disk space. */
  public QueueConfiguration withReservedBytes(long bytes) {
    return new QueueConfiguration(
        directory, threads, tries, firstBackOff, longestBackOff, bytes, alarmAge, stopWait);
  }

  /** How long to wait after the given number of failed tries (1 or more). */
  Duration backOff(int failedTries) {
    int doublings = Math.min(Math.max(failedTries - 1, 0), 20);
    Duration wait = firstBackOff.multipliedBy(1L << doublings);
    return wait.compareTo(longestBackOff) > 0 ? longestBackOff : wait;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + value + ", allowed is " + allowed);
    }
  }
}
