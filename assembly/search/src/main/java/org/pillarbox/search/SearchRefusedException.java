package org.pillarbox.search;

import org.apache.james.mailbox.exception.MailboxException;

/** OpenSearch understood the request and refused it: trying again as it is would not help. */
public final class SearchRefusedException extends MailboxException {
  private static final long serialVersionUID = 1L;

  SearchRefusedException(String message) {
    super(message);
  }
}
