package org.pillarbox.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.facts.Address;

/** Whether two rules can concern the same copy. It may say yes wrongly, never no. */
final class Overlap {
  private Overlap() {}

  /** Whether no copy can meet both. */
  static boolean isDisjoint(Rule one, Rule other) {
    return isDisjoint(one.direction(), other.direction())
        || isDisjoint(required(one.when()), required(other.when()));
  }

  /** Whether no copy can meet all of these conditions. */
  static boolean isContradictory(List<Condition> all) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (isDisjoint(all.get(i), all.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Conditions without which the tree never says yes. */
  static List<Condition> required(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return List.of(leaf.condition());
    }
    if (node instanceof Node.All all) {
      return all.nodes().stream().flatMap(child -> required(child).stream()).toList();
    }
    return node instanceof Node.Any any && any.nodes().size() == 1
        ? required(any.nodes().get(0))
        : List.of();
  }

  private static boolean isDisjoint(Direction one, Direction other) {
    return one != other && one != Direction.ANY && other != Direction.ANY;
  }

  private static boolean isDisjoint(List<Condition> one, List<Condition> other) {
    return one.stream().anyMatch(a -> other.stream().anyMatch(b -> isDisjoint(a, b)));
  }

  static boolean isDisjoint(Condition one, Condition other) {
    if (one instanceof OriginIs a && other instanceof OriginIs b) {
      return a.is().stream().noneMatch(b.is()::contains);
    }
    if (one instanceof Recipient a && other instanceof Recipient b) {
      return isDisjoint(a.who(), b.who());
    }
    return one instanceof Sender a
        && other instanceof Sender b
        && a.by() == b.by()
        // A From field may name several authors, one for each condition.
        && (a.by() == SenderBy.ENVELOPE || a.by() == SenderBy.LOGIN)
        && isDisjoint(a.who(), b.who());
  }

  private static boolean isDisjoint(PartyMatch one, PartyMatch other) {
    if (one.local().isPresent() && other.local().isPresent()) {
      return onlyLocal(one) && onlyLocal(other) && !one.local().equals(other.local());
    }
    Optional<Set<String>> a = named(one);
    Optional<Set<String>> b = named(other);
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    Set<String> both = new HashSet<>(a.get());
    both.retainAll(b.get());
    return both.isEmpty()
        && one.address().stream().noneMatch(address -> inDomain(address, other))
        && other.address().stream().noneMatch(address -> inDomain(address, one))
        && one.domain().stream().noneMatch(domain -> isBelow(domain, other))
        && other.domain().stream().noneMatch(domain -> isBelow(domain, one));
  }

  private static boolean onlyLocal(PartyMatch who) {
    return !who.empty()
        && who.address().isEmpty()
        && who.domain().isEmpty()
        && who.pattern().isEmpty()
        && who.group().isEmpty()
        && who.list().isEmpty();
  }

  /** Addresses and domains, if nothing but these is compared with. */
  private static Optional<Set<String>> named(PartyMatch who) {
    boolean others =
        who.local().isPresent()
            || !who.pattern().isEmpty()
            || !who.group().isEmpty()
            || !who.list().isEmpty();
    if (others) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(
                who.address().stream().map(Address::toString),
                who.domain().stream(),
                Stream.of("<>").filter(none -> who.empty()))
            .flatMap(values -> values)
            .collect(Collectors.toSet()));
  }

  private static boolean inDomain(Address address, PartyMatch who) {
    return who.domain().contains(address.domain()) || isBelow(address.domain(), who);
  }

  private static boolean isBelow(String domain, PartyMatch who) {
    String bare = domain.startsWith("*.") ? domain.substring(1) : domain;
    return who.domain().stream()
        .anyMatch(
            name ->
                name.startsWith("*.")
                    && (bare.endsWith(name.substring(1))
                        || (domain.startsWith("*.") && name.endsWith(bare))));
  }
}
