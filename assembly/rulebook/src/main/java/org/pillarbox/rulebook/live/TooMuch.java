package org.pillarbox.rulebook.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.Quarantine;

/**
 * Counts, for the version that is live and the one before, how many copies were refused or held and
 * how many there were; on this node, since the version went live. A version on trial whose share is
 * larger than its predecessor's by more than the settings allow is to be taken back.
 *
 * <p>On trial is a version for a day after it went live. The one that a process finds at its start
 * is not: what its predecessor stopped is not known any more, and a wave of spam would take back
 * rules that have held it off for months.
 */
@Singleton
public final class TooMuch {
  private static final Duration TRIAL = Duration.ofDays(1);
  private static final Count NONE = new Count(-1, Instant.MIN, 0, 0);

  private final int percent;
  private final int least;
  private final Clock clock;
  private Count live = NONE;
  private Count before = NONE;

  private record Count(long version, Instant trialEnds, long stopped, long all) {
    Count plus(boolean stop) {
      return new Count(version, trialEnds, stopped + (stop ? 1 : 0), all + 1);
    }

    double percentStopped() {
      return all == 0 ? 0 : 100.0 * stopped / all;
    }
  }

  @Inject
  public TooMuch(RulebookConfiguration configuration, Clock clock) {
    this.percent = configuration.takeBackPercent();
    this.least = configuration.takeBackLeast();
    this.clock = clock;
  }

  /** That version is live from now on, found at the start. */
  synchronized void found(long version) {
    before = NONE;
    live = new Count(version, Instant.MIN, 0, 0);
  }

  /** That version is live from now on, in place of another. */
  synchronized void replaced(long version) {
    before = live;
    live = new Count(version, clock.instant().plus(TRIAL), 0, 0);
  }

  /** Somebody said that what is live stays. */
  synchronized void confirmed() {
    live = new Count(live.version, Instant.MIN, live.stopped, live.all);
  }

  /** Takes note of one copy's end, refused in the dialogue or decided after it. */
  public synchronized void note(Verdict verdict) {
    if (verdict.version() == live.version) {
      live = live.plus(stops(verdict));
    }
  }

  private static boolean stops(Verdict verdict) {
    return verdict.decision() instanceof Decision.Refused
        || verdict.actions(Quarantine.class).findAny().isPresent()
        || verdict.actions(Discard.class).findAny().isPresent();
  }

  /**
   * Whether that version, if it is the one that is live, stops too much.
   *
   * @return in words
   */
  synchronized Optional<String> verdictOn(long version) {
    boolean tooMuch =
        live.version == version
            && clock.instant().isBefore(live.trialEnds)
            && percent < 100
            && live.stopped >= least
            && live.percentStopped() - before.percentStopped() > percent;
    return tooMuch
        ? Optional.of(
            "version "
                + version
                + " refused or held "
                + live.stopped
                + " of "
                + live.all
                + " copies, the one before %.0f %%".formatted(before.percentStopped()))
        : Optional.empty();
  }
}
