package org.pillarbox.conditions.content;

import java.io.IOException;

/** What unpacking a message's archives may still cost. One for each message. */
final class Budget {
  private final InspectionBounds bounds;
  private final Work work;
  private long bytes;
  private int entries;

  /** The rest is not looked at. */
  static final class Spent extends IOException {
    private static final long serialVersionUID = 1L;

    Spent(String what) {
      super(what);
    }
  }

  Budget(InspectionBounds bounds, Work work) {
    this.bounds = bounds;
    this.work = work;
    this.bytes = bounds.unpackedBytes();
    this.entries = bounds.archiveEntries();
  }

  private void time() throws Spent {
    if (work.isSpent()) {
      throw new Spent(work.spent());
    }
  }

  void entry() throws Spent {
    time();
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
    time();
    bytes -= count;
    if (bytes < 0) {
      throw new Spent("archives unpack to more than " + bounds.unpackedBytes() + " bytes");
    }
  }
}
