package org.pillarbox.server.configuration;

import java.util.List;
import java.util.Map;

/** What was written, before it has a type: each part remembers where it stands. */
public sealed interface Tree permits Tree.Scalar, Tree.Sequence, Tree.Mapping, Tree.Nothing {
  /** Where this part stands. */
  Origin origin();

  /**
   * One value as text.
   *
   * @param text the value, without quotes
   * @param origin where it stands
   */
  record Scalar(String text, Origin origin) implements Tree {}

  /**
   * A list.
   *
   * @param items in the order written
   * @param origin where it starts
   */
  record Sequence(List<Tree> items, Origin origin) implements Tree {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * Keys and values.
   *
   * @param entries by key, in the order written
   * @param origin where it starts
   */
  record Mapping(Map<String, Entry> entries, Origin origin) implements Tree {}

  /**
   * A key without a value, which means the same as no key: an admin who comments out the last line
   * under {@code ports:} has not made a mistake.
   *
   * @param origin where it stands
   */
  record Nothing(Origin origin) implements Tree {}

  /**
   * One line of a mapping.
   *
   * @param origin where the key stands
   * @param value its value
   */
  record Entry(Origin origin, Tree value) {}
}
