package org.pillarbox.rules.port;

import java.time.Instant;
import org.pillarbox.rules.RuleSet;

/**
 * The event that a rule set changed; each holds the whole set, so half a set can't be read.
 *
 * @param set the set as it became, with its version
 * @param at when
 * @param author who
 * @param comment why, at most 1,000 characters
 */
public record RuleSetVersion(RuleSet set, Instant at, String author, String comment) {
  public RuleSetVersion {
    if (comment.length() > 1_000) {
      throw new IllegalArgumentException(
          "comment: %d characters, at most 1000 are allowed".formatted(comment.length()));
    }
    if (author.isBlank()) {
      throw new IllegalArgumentException("author: who makes the change is expected");
    }
  }

  /** Its version. */
  public long version() {
    return set.version();
  }
}
