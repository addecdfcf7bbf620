package org.pillarbox.rulebook.versions;

/** Somebody else made a version in between; nothing was changed. */
public final class VersionConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int current;

  VersionConflictException(int expected, int current) {
    super("the rule set is at version " + current + ", not at " + expected);
    this.expected = expected;
    this.current = current;
  }

  /** The version that the change was made for; 0 means none yet. */
  public int expected() {
    return expected;
  }

  /** The version that is there. */
  public int current() {
    return current;
  }
}
