package org.pillarbox.rulebook.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as administrators write them: {@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}. */
public final class Spans {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?(s|m|min|h|d)");
  private static final long DAY = 86_400;

  private Spans() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what is expected
   */
  public static Duration parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a duration such as 30s, 10m, 1h or 7d");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofMinutes(count);
    };
  }

  /** Writes one so that it can be read again. */
  public static String show(Duration span) {
    long seconds = span.toSeconds();
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
