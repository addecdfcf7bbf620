package org.pillarbox.search;

import java.util.Locale;

/**
 * How text is laid out for an index of three-character pieces, so that any substring is a phrase of
 * pieces.
 *
 * <p>The tokenizer cuts "abcd" into "abc" and "bcd" at consecutive positions. A searched text of
 * three characters or more is found as the phrase of its pieces; a shorter one as the beginning of
 * a piece, for which each text is followed by {@link #END} so that its last characters begin pieces
 * too. The control characters used here can't come from mail: folding turns them into spaces.
 */
final class Trigrams {
  /** Length of a piece, in characters (code points). */
  static final int LENGTH = 3;

  /** Stands before each header line. */
  static final String HEADER_START = "\u0002";

  /** Stands behind each text; as a piece of its own it marks where a header line ends. */
  static final String END = "\u0003\u0003\u0003";

  private static final int LONGEST_HEADER_NAME = 100;

  private Trigrams() {}

  static String indexed(String folded) {
    return folded + END;
  }

  /** One header line, found by its value, or by name and value together. */
  static String headerLine(String name, String value) {
    return headerPrefix(name) + FoldedText.fold(value, Integer.MAX_VALUE) + END;
  }

  static String headerPrefix(String name) {
    return HEADER_START + name + ": ";
  }

  static String headerName(String name) {
    String lower = FoldedText.fold(name.trim(), LONGEST_HEADER_NAME);
    return lower.toLowerCase(Locale.ROOT);
  }

  static int length(String folded) {
    return folded.codePointCount(0, folded.length());
  }
}
