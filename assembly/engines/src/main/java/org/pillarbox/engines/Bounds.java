package org.pillarbox.engines;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that say field, value and what is allowed. */
final class Bounds {
  static final int LAST_PORT = 65_535;
  private static final Pattern JVM_OPTION = Pattern.compile("-[XD]\\S+");

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

  static List<String> jvmOptions(String field, List<String> options) {
    for (String option : options) {
      if (!JVM_OPTION.matcher(option).matches()) {
        throw new IllegalArgumentException(
            field
                + ": "
                + option
                + " is no option of a JVM; allowed: -X... and -D..., each by itself");
      }
    }
    return List.copyOf(options);
  }
}
