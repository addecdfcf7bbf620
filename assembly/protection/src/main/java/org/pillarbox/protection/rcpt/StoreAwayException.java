package org.pillarbox.protection.rcpt;

/**
 * The store that knows addresses, users or quotas did not answer: the asker says "later", never yes
 * or no.
 */
public final class StoreAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  public StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
