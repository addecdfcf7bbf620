package org.pillarbox.server.configuration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes, written with a unit: {@code 50MB}, {@code 8KB}. Units are powers of 1,024, as
 * mail clients and the JVM count them.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})\\s*(B|KB|MB|GB|TB|K|M|G|T)?");
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  /** Refuses negative amounts. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must be 0 or more, not " + bytes);
    }
  }

  /** So many megabytes. */
  public static DataSize megabytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 20));
  }

  /** So many kilobytes. */
  public static DataSize kilobytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 10));
  }

  /**
   * Reads {@code 50MB}, {@code 512 KB}, {@code 1g} or plain bytes.
   *
   * @throws IllegalArgumentException saying what can be written
   */
  public static DataSize parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a size; write a number and a unit, as in 50MB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int power = "BKMGT".indexOf(unit.charAt(0));
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is larger than any disk; the most is 8388607TB", e);
    }
  }

  /** Whole megabytes, rounded down. */
  public long toMegabytes() {
    return bytes >> 20;
  }

  @Override
  public String toString() {
    long count = bytes;
    int unit = 0;
    while (count != 0 && count % 1024 == 0 && unit < UNITS.length - 1) {
      count /= 1024;
      unit++;
    }
    return count + UNITS[unit];
  }
}
