package org.pillarbox.engines;

import java.time.Duration;

/** Checks that say field, value and what is allowed. */
final class Bounds {
  static final int LAST_PORT = 65_535;

  private Bounds() {}

  static void within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " is out of range; allowed: " + least + " to " + most);
    }
  }

  static void within(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " is out of range; allowed: " + least + " to " + most);
    }
  }
}
