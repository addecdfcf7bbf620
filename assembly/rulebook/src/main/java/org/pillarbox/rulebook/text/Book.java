package org.pillarbox.rulebook.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.list.NamedList;

/**
 * All that is versioned together: the rules and the lists that they name, so that going back to a
 * version brings back what it meant.
 *
 * @param set the rules
 * @param lists the lists, names unique
 */
public record Book(RuleSet set, List<NamedList> lists) {
  /** Lists of one book. */
  public static final int MAXIMUM_LISTS = 1_000;

  public Book {
    lists = List.copyOf(lists);
    if (lists.size() > MAXIMUM_LISTS) {
      throw new IllegalArgumentException(
          lists.size() + " lists: at most " + MAXIMUM_LISTS + " are allowed");
    }
    Map<String, Long> counts =
        lists.stream()
            .map(NamedList::name)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    counts.forEach(
        (name, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException("list " + name + " stands twice");
          }
        });
  }

  /** No rules and no lists. */
  public static Book empty() {
    return new Book(RuleSet.empty(), List.of());
  }

  /** The list of that name. */
  public Optional<NamedList> list(String name) {
    return lists.stream().filter(list -> list.name().equals(name)).findFirst();
  }

  /** The same lists with other rules. */
  public Book with(RuleSet other) {
    return new Book(other, lists);
  }

  /** The same with this list in place of the one of its name, or added. */
  public Book with(NamedList list) {
    return new Book(
        set,
        java.util.stream.Stream.concat(
                lists.stream().filter(one -> !one.name().equals(list.name())),
                java.util.stream.Stream.of(list))
            .toList());
  }

  /** The same without that list. */
  public Book withoutList(String name) {
    return new Book(set, lists.stream().filter(one -> !one.name().equals(name)).toList());
  }
}
