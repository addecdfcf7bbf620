package org.pillarbox.rulebook.versions;

import java.time.Instant;

/**
 * What is told of one version of the rule set.
 *
 * @param number from 1, without gaps
 * @param author who made it, as the door knows them
 * @param at when
 * @param comment why; may be empty
 * @param diff what changed against the version before, as lines that begin with plus, minus or a
 *     space; cut at 64 KiB
 * @param content under which the set itself is kept
 * @param forced whether its tests failed and it was made all the same
 */
public record VersionNote(
    int number,
    String author,
    Instant at,
    String comment,
    String diff,
    String content,
    boolean forced) {
  private static final int MAX_AUTHOR = 320;
  private static final int MAX_COMMENT = 2000;
  private static final int MAX_DIFF = 65_536;

  public VersionNote {
    if (number < 1) {
      throw new IllegalArgumentException("number: " + number + " is not allowed; 1 and more is");
    }
    author = cut(author, MAX_AUTHOR);
    comment = cut(comment, MAX_COMMENT);
    diff = cut(diff, MAX_DIFF);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
