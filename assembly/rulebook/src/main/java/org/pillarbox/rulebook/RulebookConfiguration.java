package org.pillarbox.rulebook;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The room's settings.
 *
 * @param folder where orders on the box and the last known set are kept
 * @param on whether rules are asked at all; off is the way out when everything else fails
 * @param refresh how often it is looked for a newer version; changes are live within twice that
 * @param keepFacts how long it is kept what rules knew of a message
 * @param keepAll whether it is kept of mail, too, that no rule asks about or looks into, so that
 *     drafts can be tried on it
 * @param keepQuarantined how long a held message is kept
 * @param keepDiscarded how long a message is kept that a rule dropped silently
 * @param takeBackPercent a version that refuses or holds more than this share of its messages, and
 *     more than its predecessor did, is taken back; 100 switches that off
 * @param takeBackLeast and only from so many messages on
 */
public record RulebookConfiguration(
    Path folder,
    boolean on,
    Duration refresh,
    Duration keepFacts,
    boolean keepAll,
    Duration keepQuarantined,
    Duration keepDiscarded,
    int takeBackPercent,
    int takeBackLeast) {
  public RulebookConfiguration {
    between("refresh", refresh, Duration.ofMillis(100), Duration.ofSeconds(1));
    between("keepFacts", keepFacts, Duration.ofDays(1), Duration.ofDays(365));
    between("keepQuarantined", keepQuarantined, Duration.ofDays(1), Duration.ofDays(365));
    between("keepDiscarded", keepDiscarded, Duration.ofDays(1), Duration.ofDays(365));
    between("takeBackPercent", takeBackPercent, 1, 100);
    between("takeBackLeast", takeBackLeast, 1, 1_000_000);
  }

  /** What ships. */
  public static RulebookConfiguration defaults(Path folder) {
    return new RulebookConfiguration(
        folder,
        true,
        Duration.ofSeconds(1),
        Duration.ofDays(30),
        true,
        Duration.ofDays(30),
        Duration.ofDays(7),
        20,
        20);
  }

  /** The same, on or off. */
  public RulebookConfiguration switched(boolean other) {
    return new RulebookConfiguration(
        folder,
        other,
        refresh,
        keepFacts,
        keepAll,
        keepQuarantined,
        keepDiscarded,
        takeBackPercent,
        takeBackLeast);
  }

  private static void between(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not allowed; allowed are " + least + " to " + most);
    }
  }

  private static void between(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not allowed; allowed are " + least + " to " + most);
    }
  }
}
