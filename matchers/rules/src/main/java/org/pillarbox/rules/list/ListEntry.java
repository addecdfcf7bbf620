package org.pillarbox.rules.list;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a list.
 *
 * @param value what it is about, in the form its list's kind asks for
 * @param expires when it stops to count
 * @param note why it is there
 */
public record ListEntry(String value, Optional<Instant> expires, String note) {
  /** Characters of a value. */
  public static final int MAXIMUM_VALUE = 1_000;

  /** Characters of a note. */
  public static final int MAXIMUM_NOTE = 500;

  public ListEntry {
    value = value.strip();
    if (value.isEmpty() || value.length() > MAXIMUM_VALUE) {
      throw new IllegalArgumentException(
          "value of %d characters: 1 to %d are allowed".formatted(value.length(), MAXIMUM_VALUE));
    }
    if (note.length() > MAXIMUM_NOTE) {
      throw new IllegalArgumentException(
          "note of %d characters: at most %d are allowed".formatted(note.length(), MAXIMUM_NOTE));
    }
  }

  /** An entry for ever, without a note. */
  public static ListEntry of(String value) {
    return new ListEntry(value, Optional.empty(), "");
  }
}
