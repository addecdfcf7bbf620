package org.pillarbox.actions.rules;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Text with places for values, written {@code {name}}. It is filled in one pass: what stands in a
 * value is never taken for a place. A name that is not known stays as it is written.
 */
record Template(String text) {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 500;

  /** The text with its values, each bounded, on one line, and passed through {@code escape}. */
  String fill(Map<String, String> values, UnaryOperator<String> escape) {
    StringBuilder filled = new StringBuilder(text.length() + 100);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      int close = closing(open);
      String value = close < 0 ? null : values.get(text.substring(open + 1, close));
      if (value != null) {
        filled.append(text, at, open).append(escape.apply(bounded(value)));
        at = close + 1;
      }
    }
    return filled.append(text, at, text.length()).toString();
  }

  private int closing(int open) {
    int last = Math.min(text.length(), open + LONGEST_NAME);
    for (int i = open + 1; i < last; i++) {
      if (text.charAt(i) == '}') {
        return i;
      }
    }
    return -1;
  }

  private static String bounded(String value) {
    String line = org.pillarbox.actions.mime.HeaderValue.oneLine(value);
    return line.codePointCount(0, line.length()) > LONGEST_VALUE
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE)) + "…"
        : line;
  }
}
