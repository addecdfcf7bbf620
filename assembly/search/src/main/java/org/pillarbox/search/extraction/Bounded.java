package org.pillarbox.search.extraction;

import java.io.IOException;
import java.io.Writer;

/** A writer that ends the work when it is full. */
final class Bounded extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int limit;

  /** Enough has been read. */
  static final class Reached extends IOException {
    private static final long serialVersionUID = 1L;

    Reached() {
      super("Enough text");
    }
  }

  Bounded(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws Reached {
    int room = limit - text.length();
    text.append(buffer, offset, Math.min(room, length));
    if (length >= room) {
      throw new Reached();
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Holds nothing open.
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
