package org.pillarbox.rules.list;

import java.util.List;
import java.util.Optional;

/**
 * A list that rules refer to by name.
 *
 * @param name its name
 * @param kind what it holds
 * @param owner the user whose list it is; empty for the administrators'
 * @param note what it is for
 * @param entries its lines, at most 100,000
 */
public record NamedList(
    String name, ListKind kind, Optional<String> owner, String note, List<ListEntry> entries) {
  /** Lines of one list. */
  public static final int MAXIMUM_ENTRIES = 100_000;

  public NamedList {
    entries = List.copyOf(entries);
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException(
          "list name '%s': 1 to 200 characters are allowed"
              .formatted(name.substring(0, Math.min(name.length(), 200))));
    }
    if (entries.size() > MAXIMUM_ENTRIES) {
      throw new IllegalArgumentException(
          "list %s: %d entries, at most %d are allowed"
              .formatted(name, entries.size(), MAXIMUM_ENTRIES));
    }
  }

  /** An administrators' list of plain values. */
  public static NamedList of(String name, ListKind kind, List<String> values) {
    return new NamedList(
        name, kind, Optional.empty(), "", values.stream().map(ListEntry::of).toList());
  }
}
