package org.pillarbox.rules.action;

import java.util.List;

/** What an action's parameters may be at most. */
final class Bounds {
  static final int VALUES = 100;

  private Bounds() {}

  static String text(String name, String text, int most) {
    if (text.length() > most) {
      throw new IllegalArgumentException(
          "%s: %d characters, at most %d are allowed".formatted(name, text.length(), most));
    }
    return text;
  }

  /** Text that goes into one header field or reply line: no line ends, else one could add more. */
  static String line(String name, String text, int most) {
    if (text.chars().anyMatch(c -> Character.isISOControl(c))) {
      throw new IllegalArgumentException(name + ": a text without control characters is expected");
    }
    return text(name, text, most);
  }

  static String fieldName(String name, String text) {
    boolean fits =
        !text.isEmpty()
            && text.length() <= 100
            && text.chars().allMatch(c -> c > 32 && c < 127 && c != ':');
    if (!fits) {
      throw new IllegalArgumentException(
          "%s '%s': a header field's name is expected".formatted(name, text));
    }
    return text;
  }

  static <T> List<T> some(String name, List<T> values) {
    if (values.isEmpty() || values.size() > VALUES) {
      throw new IllegalArgumentException(
          "%s: %d values, 1 to %d are allowed".formatted(name, values.size(), VALUES));
    }
    return List.copyOf(values);
  }

  static List<String> lines(String name, List<String> values, int most) {
    if (values.size() > VALUES) {
      throw new IllegalArgumentException(
          "%s: %d values, at most %d are allowed".formatted(name, values.size(), VALUES));
    }
    values.forEach(value -> line(name, value, most));
    return List.copyOf(values);
  }
}
