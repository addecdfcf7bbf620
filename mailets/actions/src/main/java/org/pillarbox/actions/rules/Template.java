package org.pillarbox.actions.rules;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Text with places for values, written {@code {name}}. It is filled in one pass: what stands in a
 * value is never taken for a place. A name that is not known stays as it is written, but what is
 * not said of the sender is left out: a text for all has people in it who have no title.
 */
record Template(String text) {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 500;
  private static final Pattern OF_SENDER = Pattern.compile("sender[.][a-z][a-z0-9-]*");

  /** The text with its values, each bounded, on one line, and passed through {@code escape}. */
  String fill(Map<String, String> values, UnaryOperator<String> escape) {
    StringBuilder filled = new StringBuilder(text.length() + 100);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      int close = closing(open);
      Optional<String> value =
          close < 0 ? Optional.empty() : value(text.substring(open + 1, close), values);
      if (value.isPresent()) {
        filled.append(text, at, open).append(escape.apply(bounded(value.get())));
        at = close + 1;
      }
    }
    return filled.append(text, at, text.length()).toString();
  }

  private static Optional<String> value(String name, Map<String, String> values) {
    return Optional.ofNullable(values.get(name))
        .or(() -> Optional.of("").filter(nothing -> OF_SENDER.matcher(name).matches()));
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
