package org.pillarbox.conditions.content;

import java.io.IOException;

/** What unpacking a message's archives may still cost. One for each message. */
final class Budget {
  private final InspectionBounds bounds;
  private long bytes;
  private int entries;

  /** The rest is not looked at. */
  static final class Spent extends IOException {
    private static final long serialVersionUID = 1L;

    Spent(String what) {
      super(what);
    }
  }

  Budget(InspectionBounds bounds) {
    this.bounds = bounds;
    this.bytes = bounds.unpackedBytes();
    this.entries = bounds.archiveEntries();
  }

  void entry() throws Spent {
    entries--;
    if (entries < 0) {
      throw new Spent("archives have more than " + bounds.archiveEntries() + " entries");
    }
  }

  /** Fails if so many entries more would be too many. */
  void entries(int count) throws Spent {
    if (count > entries) {
      throw new Spent("archives have more than " + bounds.archiveEntries() + " entries");
    }
  }

  void bytes(long count) throws Spent {
    bytes -= count;
    if (bytes < 0) {
      throw new Spent("archives unpack to more than " + bounds.unpackedBytes() + " bytes");
    }
  }
}
