package org.pillarbox.rules;

/**
 * One thing that lint has to say of a rule set.
 *
 * @param severity how bad it is
 * @param rule id of the rule
 * @param about what it is about
 * @param message what is wrong, and what would be right
 */
public record Finding(Severity severity, String rule, About about, String message) {
  /** How bad it is. */
  public enum Severity {
    /** The set is refused. */
    ERROR,
    /** It is hardly what its author wants. */
    WARNING,
    /** Good to know. */
    NOTE
  }

  /** What it is about. */
  public enum About {
    /** The rule can never fire. */
    NEVER_FIRES,
    /** Mail would go in a circle. */
    LOOP,
    /** An earlier rule makes it act later. */
    DELAYED,
    /** postmaster@, abuse@ or the appliance's own mail. */
    DUTY,
    /** The sender {@code <>}. */
    NULL_SENDER,
    /** A named list. */
    LIST,
    /** A rule that another names. */
    REFERENCE,
    /** It has no effect, or not the one that it seems to have. */
    EFFECT
  }
}
