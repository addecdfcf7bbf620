package org.pillarbox.queue;

import java.io.IOException;

/** A file of the queue that is not whole. It is kept, apart, where health and the admin see it. */
final class DamagedEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedEntryException(String message) {
    super(message);
  }

  DamagedEntryException(String message, Throwable cause) {
    super(message, cause);
  }
}
