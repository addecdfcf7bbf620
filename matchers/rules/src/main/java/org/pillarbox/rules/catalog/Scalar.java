package org.pillarbox.rules.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.list.SafePattern;

/** Single values: from JSON's and YAML's types into those of the records, and back. */
final class Scalar {
  private Scalar() {}

  static Type type(Class<?> type) {
    if (type == String.class) {
      return Type.TEXT;
    }
    if (type == int.class || type == long.class) {
      return Type.INTEGER;
    }
    if (type == double.class) {
      return Type.DECIMAL;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Type.BOOLEAN;
    }
    if (type.isEnum()) {
      return Type.CHOICE;
    }
    if (type == Address.class) {
      return Type.ADDRESS;
    }
    if (type == Network.class) {
      return Type.NETWORK;
    }
    if (type == SafePattern.class) {
      return Type.PATTERN;
    }
    if (type == Duration.class) {
      return Type.DURATION;
    }
    if (type == ZoneId.class) {
      return Type.ZONE;
    }
    throw new IllegalStateException("no parameter can be a " + type);
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException whose message says what is expected
   */
  static Object read(Class<?> type, Object value, String unit) {
    return switch (type(type)) {
      case TEXT -> text(value, "a text");
      case INTEGER -> {
        long number = integer(value, unit);
        if (type == int.class && number != (int) number) {
          throw new IllegalArgumentException("a whole number up to 2147483647");
        }
        yield type == int.class ? (Object) (int) number : (Object) number;
      }
      case DECIMAL -> decimal(value);
      case BOOLEAN -> {
        if (value instanceof Boolean) {
          yield value;
        }
        throw new IllegalArgumentException("true or false");
      }
      case CHOICE -> choice(type, value);
      case ADDRESS -> Address.of(text(value, "an address user@domain"));
      case NETWORK -> Network.of(text(value, "a network address/prefix"));
      case PATTERN -> SafePattern.of(text(value, "an RE2 expression"));
      case DURATION -> duration(text(value, "a duration such as 30s, 10m, 1h or 7d"));
      case ZONE -> zone(text(value, "a time zone such as Europe/Berlin"));
    };
  }

  /** What {@link #read} would read into the same value. */
  static Object write(Object value) {
    if (value instanceof Enum<?>) {
      return Words.ofConstant(value);
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Duration duration) {
      return show(duration);
    }
    return value instanceof Long || value instanceof Double || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static String text(Object value, String expected) {
    if (value instanceof String text) {
      return text;
    }
    // YAML reads a bare 2026 or true as something else than text.
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException(expected);
  }

  private static long integer(Object value, String unit) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof String text && unit.equals("bytes")) {
      Optional<Long> bytes = bytes(text.strip().toUpperCase(Locale.ROOT));
      if (bytes.isPresent()) {
        return bytes.get();
      }
    }
    throw new IllegalArgumentException(
        unit.equals("bytes")
            ? "a whole number of bytes, or one with KB, MB or GB"
            : "a whole number");
  }

  private static Optional<Long> bytes(String text) {
    int shift = text.endsWith("KB") ? 10 : text.endsWith("MB") ? 20 : text.endsWith("GB") ? 30 : -1;
    String digits = shift < 0 ? text : text.substring(0, text.length() - 2).strip();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Long.parseLong(digits) << Math.max(shift, 0)) : Optional.empty();
  }

  private static double decimal(Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("a number");
  }

  private static Object choice(Class<?> type, Object value) {
    // YAML 1.1 reads a bare "on" or "yes" as true, and "off" or "no" as false.
    List<String> words =
        value instanceof Boolean flag
            ? (flag ? List.of("on", "yes") : List.of("off", "no"))
            : List.of(String.valueOf(value).toLowerCase(Locale.ROOT));
    return Stream.of(type.getEnumConstants())
        .filter(constant -> words.contains(Words.ofConstant(constant)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("one of " + Words.ofConstants(type)));
  }

  static Duration duration(String text) {
    String bare = text.strip().toLowerCase(Locale.ROOT);
    boolean shaped =
        bare.length() >= 2
            && bare.length() <= 9
            && bare.chars().limit(bare.length() - 1L).allMatch(c -> c >= '0' && c <= '9');
    long unit =
        shaped
            ? switch (bare.charAt(bare.length() - 1)) {
              case 's' -> 1;
              case 'm' -> 60;
              case 'h' -> 3_600;
              case 'd' -> 86_400;
              default -> 0;
            }
            : 0;
    if (unit > 0) {
      return Duration.ofSeconds(Long.parseLong(bare.substring(0, bare.length() - 1)) * unit);
    }
    throw new IllegalArgumentException("a duration such as 30s, 10m, 1h or 7d");
  }

  private static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0 && seconds > 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("a time zone such as Europe/Berlin", unknown);
    }
  }
}
