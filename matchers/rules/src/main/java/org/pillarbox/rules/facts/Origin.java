package org.pillarbox.rules.facts;

/** Which way a message came in. */
public enum Origin {
  /** From another server, on port 25. */
  MX,
  /** From a user with a login, on port 465 or 587. */
  SUBMISSION,
  /** From a user, by JMAP (RFC 8621 section 7). */
  JMAP,
  /** Over LMTP (RFC 2033), from a trusted front server. */
  LMTP,
  /** Sent on by a user's Sieve script or by a rule. */
  REDIRECT,
  /** Sent on by an alias, group or forward with a member elsewhere. */
  FORWARD,
  /** Fetched from another server's mailbox. */
  COLLECTED,
  /** Made by the appliance: DSN, notice, digest, self-test. */
  SYSTEM;

  /** Whether someone is there to hear a refusal; without, refusing means quarantine. */
  public boolean hasDialogue() {
    return switch (this) {
      case MX, SUBMISSION, JMAP, LMTP -> true;
      case REDIRECT, FORWARD, COLLECTED, SYSTEM -> false;
    };
  }

  /** Whether the message starts from one of our own users or from the appliance. */
  public boolean fromInside() {
    return switch (this) {
      case SUBMISSION, JMAP, REDIRECT, FORWARD, SYSTEM -> true;
      case MX, LMTP, COLLECTED -> false;
    };
  }
}
