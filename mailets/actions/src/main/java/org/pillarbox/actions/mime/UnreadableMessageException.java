package org.pillarbox.actions.mime;

/**
 * The message is nested or divided beyond the bounds of this server, so nobody can say what is in
 * it. Such a message is never changed.
 */
public final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableMessageException(String message) {
    super(message);
  }
}
