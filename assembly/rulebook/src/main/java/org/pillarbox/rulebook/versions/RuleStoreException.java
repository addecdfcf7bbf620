package org.pillarbox.rulebook.versions;

/**
 * The store of rules did not answer, or what it holds can't be read. Whoever needs a decision now
 * uses the last known set, or answers "later".
 */
public final class RuleStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RuleStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public RuleStoreException(String message) {
    super(message);
  }
}
