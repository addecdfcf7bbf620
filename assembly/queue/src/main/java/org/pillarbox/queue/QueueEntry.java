package org.pillarbox.queue;

import java.nio.file.Path;

/** An entry as the index knows it: its present name, and whether somebody has it in hand. */
final class QueueEntry {
  private final Path directory;
  private volatile EntryName name;
  private volatile boolean inHand;

  QueueEntry(Path directory, EntryName name) {
    this.directory = directory;
    this.name = name;
  }

  String id() {
    return name.id();
  }

  EntryName name() {
    return name;
  }

  Path path() {
    return directory.resolve(name.fileName());
  }

  void renamed(EntryName newName) {
    this.name = newName;
  }

  boolean inHand() {
    return inHand;
  }

  void inHand(boolean value) {
    this.inHand = value;
  }
}
