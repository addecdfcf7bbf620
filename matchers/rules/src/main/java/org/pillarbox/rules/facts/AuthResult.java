package org.pillarbox.rules.facts;

import java.util.Collection;

/** Result of an authentication method (RFC 8601 section 2.7). */
public enum AuthResult {
  /** Verified. */
  PASS,
  /** Verified to be wrong. */
  FAIL,
  /** SPF's weak failure. */
  SOFTFAIL,
  /** Nothing asserted. */
  NEUTRAL,
  /** Nothing there to check. */
  NONE,
  /** Refused by local policy. */
  POLICY,
  /** DNS did not answer. */
  TEMPERROR,
  /** The record is broken. */
  PERMERROR;

  /**
   * Whether it is one of these. While DNS does not answer nobody knows, except whoever asks for
   * just that.
   */
  public Answer among(Collection<AuthResult> results) {
    if (results.contains(this)) {
      return Answer.YES;
    }
    return this == TEMPERROR ? Answer.UNKNOWN : Answer.NO;
  }
}
