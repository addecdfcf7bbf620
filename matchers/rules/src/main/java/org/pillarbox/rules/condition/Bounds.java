package org.pillarbox.rules.condition;

import java.util.List;
import java.util.Locale;

/** What a condition's parameters may be at most. */
final class Bounds {
  static final int VALUES = 1_000;
  static final int CHARACTERS = 1_000;

  private Bounds() {}

  static List<String> lower(String name, List<String> values) {
    return texts(name, values).stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }

  static List<String> texts(String name, List<String> values) {
    count(name, values);
    for (String value : values) {
      if (value.isEmpty() || value.length() > CHARACTERS) {
        throw new IllegalArgumentException(
            "%s: a text of %d characters, 1 to %d are allowed"
                .formatted(name, value.length(), CHARACTERS));
      }
    }
    return List.copyOf(values);
  }

  static <T> List<T> count(String name, List<T> values) {
    if (values.size() > VALUES) {
      throw new IllegalArgumentException(
          "%s: %d values, at most %d are allowed; a named list takes more"
              .formatted(name, values.size(), VALUES));
    }
    return List.copyOf(values);
  }

  static <T> List<T> some(String name, List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + ": at least one value is expected");
    }
    return count(name, values);
  }
}
