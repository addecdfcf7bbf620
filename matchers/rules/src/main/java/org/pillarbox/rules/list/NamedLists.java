package org.pillarbox.rules.list;

import java.util.Optional;

/** The named lists as they are now; one snapshot for the whole of an evaluation. */
@FunctionalInterface
public interface NamedLists {
  /** The list of that name; a condition on one that is missing is unknown. */
  Optional<ListLookup> find(String name);

  /** No lists. */
  static NamedLists none() {
    return name -> Optional.empty();
  }
}
