package org.pillarbox.webadmin;

/** What became of a token that was shown. */
public sealed interface TokenVerdict {
  /** The signature is ours and every claim holds. */
  record Accepted(TokenClaims claims) implements TokenVerdict {}

  /**
   * Worth nothing.
   *
   * @param reason for the log and for the bearer; never contains a part of the token
   */
  record Refused(String reason) implements TokenVerdict {}
}
