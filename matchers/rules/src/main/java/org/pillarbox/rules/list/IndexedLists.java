package org.pillarbox.rules.list;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A snapshot of all named lists, each indexed once. */
public final class IndexedLists implements NamedLists {
  private final Map<String, ListLookup> byName;

  private IndexedLists(Map<String, ListLookup> byName) {
    this.byName = byName;
  }

  /**
   * Indexes lists.
   *
   * @throws IllegalArgumentException if one has a bad entry; see {@link ListCheck}
   */
  public static IndexedLists of(Collection<NamedList> lists) {
    Map<String, ListLookup> byName = new HashMap<>();
    lists.forEach(list -> byName.put(list.name(), IndexedList.of(list)));
    return new IndexedLists(byName);
  }

  /** The same with one list in place of that of the same name; the others are not indexed again. */
  public IndexedLists with(NamedList list) {
    Map<String, ListLookup> other = new HashMap<>(byName);
    other.put(list.name(), IndexedList.of(list));
    return new IndexedLists(other);
  }

  /** The same without that list. */
  public IndexedLists without(String name) {
    Map<String, ListLookup> other = new HashMap<>(byName);
    other.remove(name);
    return new IndexedLists(other);
  }

  @Override
  public Optional<ListLookup> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
