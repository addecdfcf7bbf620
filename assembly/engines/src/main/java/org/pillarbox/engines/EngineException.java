package org.pillarbox.engines;

/** An engine can't be started or does not do what it was asked; the message says which and why. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With words for an admin. */
  public EngineException(String message) {
    super(message);
  }

  /** With words for an admin, and what it came from. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
