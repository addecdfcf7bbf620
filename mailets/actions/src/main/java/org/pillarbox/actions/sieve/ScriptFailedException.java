package org.pillarbox.actions.sieve;

/**
 * A script can't be run, or wants what is not allowed. It is its owner's to mend: the mail is kept
 * (RFC 5228 section 2.10.6), and trying again would not help.
 */
public final class ScriptFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says to the owner what is wrong. */
  public ScriptFailedException(String message) {
    super(message);
  }

  /** Says to the owner what is wrong, and to the log why. */
  public ScriptFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
