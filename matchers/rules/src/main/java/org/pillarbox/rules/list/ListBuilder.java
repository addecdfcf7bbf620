package org.pillarbox.rules.list;

import java.time.Instant;

/** Gathers a list's entries into what answers its kind of question. */
interface ListBuilder {
  /**
   * Adds one.
   *
   * @throws IllegalArgumentException saying what is expected, if it is none of the list's kind
   */
  void add(ListEntry entry);

  /** The finished list. */
  ListLookup build();

  static ListBuilder of(ListKind kind) {
    return switch (kind) {
      case PEOPLE -> new PeopleList();
      case DOMAINS -> new DomainList();
      case NETWORKS -> new NetworkList();
      case PATTERNS -> new PatternList();
      case TIMES -> new TimeList();
    };
  }

  /** When an entry ends, in milliseconds since 1970. */
  static long end(ListEntry entry) {
    return entry.expires().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
  }
}
