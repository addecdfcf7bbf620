package org.pillarbox.rules.facts;

import java.time.DayOfWeek;

/** A day of the week, as short as in a rule. */
public enum Weekday {
  /** Monday. */
  MON,
  /** Tuesday. */
  TUE,
  /** Wednesday. */
  WED,
  /** Thursday. */
  THU,
  /** Friday. */
  FRI,
  /** Saturday. */
  SAT,
  /** Sunday. */
  SUN;

  /** The JDK's day. */
  public static Weekday of(DayOfWeek day) {
    return values()[day.getValue() - 1];
  }
}
