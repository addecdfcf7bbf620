package org.pillarbox.actions.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be different in a message. All bytes that no change names are written as they were.
 */
public final class Changes {
  private static final class Change {
    private final int from;
    private final int to;
    private final byte[] with;

    Change(int from, int to, byte[] with) {
      this.from = from;
      this.to = to;
      this.with = with;
    }
  }

  private final List<Change> changes = new ArrayList<>();

  /** Puts bytes in the place of a range, which may be empty. */
  public void replace(int from, int to, byte[] with) {
    changes.add(new Change(from, to, with));
  }

  /** Puts ASCII or UTF-8 text in the place of a range. */
  public void replace(int from, int to, String with) {
    replace(from, to, with.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts text before what stands there; of several at one place the first given comes first. */
  public void insert(int at, String text) {
    replace(at, at, text);
  }

  /** Takes a range out. */
  public void remove(int from, int to) {
    replace(from, to, new byte[0]);
  }

  /** Takes over what another has noted. */
  public void addAll(Changes other) {
    changes.addAll(other.changes);
  }

  /** Whether the message stays as it is. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * Writes the message with its changes.
   *
   * @throws IllegalStateException when two changes are about the same bytes
   */
  public void write(byte[] message, OutputStream out) throws IOException {
    List<Change> ordered = new ArrayList<>(changes);
    ordered.sort(
        Comparator.comparingInt((Change change) -> change.from)
            .thenComparingInt(change -> change.to));
    int at = 0;
    for (Change change : ordered) {
      if (change.from < at || change.to > message.length || change.to < change.from) {
        throw new IllegalStateException(
            "changes overlap or lie outside of the message at " + change.from);
      }
      out.write(message, at, change.from - at);
      out.write(change.with);
      at = change.to;
    }
    out.write(message, at, message.length - at);
  }
}
