package org.pillarbox.rules.port;

import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.RuleSet;

/** Where the versions of the rule set are kept: added to, never changed. */
public interface RuleSetRepository {
  /** The newest version; empty before the first. */
  Optional<RuleSetVersion> newest();

  /** That version. */
  Optional<RuleSetVersion> version(long version);

  /** The newest versions, newest first. */
  List<RuleSetVersion> history(int limit);

  /**
   * Adds a version, one above {@code expected}.
   *
   * @param expected the version that the author has seen (If-Match), 0 before the first
   * @throws StaleVersion if there is a newer one
   */
  RuleSetVersion add(RuleSet set, long expected, String author, String comment);

  /** Someone else was quicker. */
  final class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long newest;

    public StaleVersion(long expected, long newest) {
      super("version %d was expected, the newest is %d".formatted(expected, newest));
      this.newest = newest;
    }

    /** The newest version. */
    public long newest() {
      return newest;
    }
  }
}
