package org.pillarbox.rules.catalog;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the code as words joined by hyphens, as they stand in JSON and YAML. */
final class Words {
  private Words() {}

  static String ofComponent(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        words.append('-').append(Character.toLowerCase(c));
      } else {
        words.append(c);
      }
    }
    return words.toString();
  }

  static String ofConstant(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String ofConstants(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(Words::ofConstant)
        .collect(Collectors.joining(", "));
  }
}
