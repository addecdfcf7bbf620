package org.pillarbox.rules.facts;

/**
 * What a condition says: Kleene's three values, and a fourth for a dialogue that has not come far
 * enough. Once every fact is there, LATER does not occur; an answer other than LATER never changes.
 */
public enum Answer {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** It can't be found out. */
  UNKNOWN,
  /** It depends on what is known later only. */
  LATER;

  /** YES or NO. */
  public static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Both. NO decides; then what comes later may still be NO. */
  public Answer and(Answer other) {
    if (this == NO || other == NO) {
      return NO;
    }
    if (this == LATER || other == LATER) {
      return LATER;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
  }

  /** Either. YES decides; then what comes later may still be YES. */
  public Answer or(Answer other) {
    if (this == YES || other == YES) {
      return YES;
    }
    if (this == LATER || other == LATER) {
      return LATER;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
  }

  /** The opposite; what is unknown stays unknown. */
  public Answer not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case LATER -> LATER;
    };
  }
}
