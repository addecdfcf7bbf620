package org.pillarbox.protection;

import java.time.Duration;

/** Says what is wrong with a bound that an administrator set: field, value and what is allowed. */
public final class Bound {
  private Bound() {}

  /**
   * Checks a number from below.
   *
   * @throws IllegalArgumentException when the value is smaller than the minimum
   */
  public static void atLeast(String field, long value, long minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          field + " is " + value + ": allowed is " + minimum + " or more");
    }
  }

  /**
   * Checks that a duration is longer than nothing.
   *
   * @throws IllegalArgumentException when it is zero or negative
   */
  public static Duration positive(String field, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          field + " is " + value + ": allowed is a positive duration such as PT5M");
    }
    return value;
  }
}
