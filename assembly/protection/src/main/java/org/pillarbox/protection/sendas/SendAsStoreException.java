package org.pillarbox.protection.sendas;

/**
 * The store of grants did not answer in time; the asker retries later (451 4.3.0 on SMTP, 503 on
 * HTTP).
 */
public final class SendAsStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SendAsStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
