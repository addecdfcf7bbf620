package org.pillarbox.rules.facts;

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
  PERMERROR
}
