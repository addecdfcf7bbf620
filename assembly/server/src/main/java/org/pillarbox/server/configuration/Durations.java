package org.pillarbox.server.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written: {@code 200ms}, {@code 300s}, {@code 5m}, {@code 4h}, {@code 5d}. */
public final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads a number with a unit, or ISO 8601 ({@code PT5M}).
   *
   * @throws IllegalArgumentException saying what can be written
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    Matcher matcher = WRITTEN.matcher(stripped.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      return Duration.parse(stripped);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "is not a duration; write a number and a unit, as in 300s, 5m, 4h or 5d", e);
    }
  }

  /** The shortest way of writing it with one unit. */
  public static String print(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    if (seconds != 0 && seconds % 60 == 0) {
      return seconds / 60 + "m";
    }
    return seconds + "s";
  }
}
