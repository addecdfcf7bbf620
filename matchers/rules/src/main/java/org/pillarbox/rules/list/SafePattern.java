package org.pillarbox.rules.list;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * An administrator's regular expression: RE2 syntax, without case, in time linear in the text. Its
 * length and its program are bounded, so that a rule can't stop the mail.
 */
public final class SafePattern {
  /** Characters of a pattern. */
  public static final int MAXIMUM_LENGTH = 1_000;

  /** Instructions of its compiled program. */
  public static final int MAXIMUM_PROGRAM = 5_000;

  /** Characters of a text that a pattern is run over. */
  public static final int MAXIMUM_TEXT = 262_144;

  private final String source;
  private final Pattern compiled;

  private SafePattern(String source, Pattern compiled) {
    this.source = source;
    this.compiled = compiled;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is too long, too large or not RE2 syntax; back
   *     references and look-around are not
   */
  public static SafePattern of(String source) {
    if (source.isEmpty() || source.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "pattern of %d characters: 1 to %d are allowed"
              .formatted(source.length(), MAXIMUM_LENGTH));
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(source, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException notRe2) {
      throw new IllegalArgumentException(
          "pattern '%s': RE2 syntax is expected: %s".formatted(source, notRe2.getDescription()),
          notRe2);
    }
    if (pattern.programSize() > MAXIMUM_PROGRAM) {
      throw new IllegalArgumentException(
          "pattern '%s': compiles to %d steps, at most %d are allowed"
              .formatted(source, pattern.programSize(), MAXIMUM_PROGRAM));
    }
    return new SafePattern(source, pattern);
  }

  /** As written. */
  public String source() {
    return source;
  }

  /** Whether some part of the text matches. */
  public boolean isFoundIn(String text) {
    return compiled.matcher(bounded(text)).find();
  }

  /** How often it is found, counting no further than a limit. */
  public int countIn(String text, int limit) {
    com.google.re2j.Matcher matcher = compiled.matcher(bounded(text));
    int count = 0;
    while (count < limit && matcher.find()) {
      count++;
    }
    return count;
  }

  private static String bounded(String text) {
    return text.length() > MAXIMUM_TEXT ? text.substring(0, MAXIMUM_TEXT) : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SafePattern pattern && pattern.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** As written. */
  @Override
  public String toString() {
    return source;
  }
}
