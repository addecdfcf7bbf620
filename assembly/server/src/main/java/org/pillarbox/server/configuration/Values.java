package org.pillarbox.server.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How single values are read, written and named. */
final class Values {
  private Values() {}

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException whose message follows the value in a sentence: {@code "is not
   *     a whole number"}
   */
  static Object parse(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == int.class || type == long.class) {
      return number(type, text);
    }
    if (type == boolean.class) {
      return truth(text);
    }
    if (type == Duration.class) {
      return Durations.parse(text);
    }
    if (type == DataSize.class) {
      return DataSize.parse(text);
    }
    if (type == Path.class) {
      return path(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("no way to read a " + type.getName());
  }

  /** Writes one value the way an admin would. */
  static String print(Object value) {
    if (value instanceof Duration duration) {
      return Durations.print(duration);
    }
    if (value instanceof Boolean on) {
      return on ? "on" : "off";
    }
    return value instanceof Enum<?> constant ? spelled(constant) : value.toString();
  }

  /** What can be written, for the reference. */
  static String describe(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "number";
    }
    if (type == boolean.class) {
      return "on, off";
    }
    if (type == Duration.class) {
      return "duration";
    }
    if (type == DataSize.class) {
      return "size";
    }
    if (type == Path.class) {
      return "file";
    }
    return type.isEnum() ? constants(type) : "text";
  }

  private static Object number(Class<?> type, String text) {
    try {
      long number = Long.parseLong(text);
      return type == int.class ? (Object) Math.toIntExact(number) : (Object) number;
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes" -> true;
      case "false", "off", "no" -> false;
      default -> throw new IllegalArgumentException("is neither on nor off");
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path of this system", e);
    }
  }

  private static Object constant(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelled((Enum<?>) constant).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("is not allowed; write one of " + constants(type)));
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> spelled((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
