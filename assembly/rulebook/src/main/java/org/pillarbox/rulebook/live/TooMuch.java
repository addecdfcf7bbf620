package org.pillarbox.rulebook.live;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.Quarantine;

/**
 * Counts, for the newest version and the one before, how many copies were refused or held and how
 * many there were; on this node, since the version went live. A version that stops more than the
 * settings allow, and a larger share than its predecessor did, is to be taken back.
 */
@Singleton
public final class TooMuch {
  private final int percent;
  private final int least;
  private Count newest = new Count(-1, 0, 0);
  private Count before = new Count(-1, 0, 0);

  private record Count(long version, long stopped, long all) {
    Count plus(boolean stop) {
      return new Count(version, stopped + (stop ? 1 : 0), all + 1);
    }

    /** Whether a larger share was stopped than of the other's. */
    boolean isWorseThan(Count other) {
      return other.all == 0 || stopped * other.all > other.stopped * all;
    }
  }

  @Inject
  public TooMuch(RulebookConfiguration configuration) {
    this.percent = configuration.takeBackPercent();
    this.least = configuration.takeBackLeast();
  }

  /** Takes note of one copy's end, refused in the dialogue or decided after it. */
  public synchronized void note(Verdict verdict) {
    if (verdict.version() > newest.version) {
      before = newest;
      newest = new Count(verdict.version(), 0, 0);
    }
    if (verdict.version() == newest.version) {
      newest = newest.plus(stops(verdict));
    }
  }

  private static boolean stops(Verdict verdict) {
    return verdict.decision() instanceof Decision.Refused
        || verdict.actions(Quarantine.class).findAny().isPresent()
        || verdict.actions(Discard.class).findAny().isPresent();
  }

  /**
   * Whether that version, if it is the newest, stops too much.
   *
   * @return in words
   */
  public synchronized Optional<String> verdictOn(long version) {
    boolean tooMuch =
        newest.version == version
            && percent < 100
            && newest.stopped >= least
            && newest.stopped * 100 > newest.all * percent
            && newest.isWorseThan(before);
    return tooMuch
        ? Optional.of(
            "version "
                + version
                + " refused or held "
                + newest.stopped
                + " of "
                + newest.all
                + " copies")
        : Optional.empty();
  }
}
