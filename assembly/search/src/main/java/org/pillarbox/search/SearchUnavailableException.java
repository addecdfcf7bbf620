package org.pillarbox.search;

import org.apache.james.mailbox.exception.MailboxException;

/**
 * OpenSearch did not answer, or answered that it can't work now. A search ends with this (IMAP: NO;
 * JMAP: serverFail); what waits to be indexed keeps waiting. Nothing is lost by it.
 */
public final class SearchUnavailableException extends MailboxException {
  private static final long serialVersionUID = 1L;

  SearchUnavailableException(String message) {
    super(message);
  }

  SearchUnavailableException(String message, Exception cause) {
    super(message, cause);
  }
}
