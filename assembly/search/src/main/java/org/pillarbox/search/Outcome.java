package org.pillarbox.search;

/**
 * How one entry of a batch ended.
 *
 * @param reason for the log; empty when done
 */
record Outcome(Work work, End end, String reason) {
  /** In order of severity: what was done in two places ended as the worse of the two. */
  enum End {
    /** The index shows it. */
    DONE,
    /** The index does not have the message, so its flags alone can't be written. */
    NEEDS_CONTENT,
    /** Not this time; the reason is this entry's own. */
    FAILED,
    /** Not this time; OpenSearch is away, too busy, or has no index. */
    AWAY
  }

  static Outcome done(Work work) {
    return new Outcome(work, End.DONE, "");
  }

  static Outcome away(Work work, Throwable error) {
    return new Outcome(work, End.AWAY, String.valueOf(error.getMessage()));
  }

  static Outcome failed(Work work, Throwable error) {
    return new Outcome(work, End.FAILED, error.toString());
  }
}
