package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;

/**
 * Keys of which an envelope must have at least one, or the rule says no.
 *
 * @param keys at least one
 * @param cost how little it narrows down; the cheapest guard of several is taken
 */
record Guard(List<Key> keys, int cost) {
  /** Whose address is looked up. */
  enum Field {
    /** Envelope sender. */
    SENDER,
    /** Recipient as given. */
    RECIPIENT,
    /** Who logged in. */
    LOGIN
  }

  /** What of the address is looked up. */
  enum Kind {
    /** The whole address. */
    ADDRESS(1),
    /** Its domain. */
    DOMAIN(2),
    /** A domain above its domain. */
    PARENT(3),
    /** A group that it is in. */
    GROUP(4),
    /** There is none. */
    EMPTY(20),
    /** A list that it is in. */
    LIST(50),
    /** Whether it is ours. */
    LOCAL(100);

    private final int cost;

    Kind(int cost) {
      this.cost = cost;
    }
  }

  /** One key. */
  record Key(Field field, Kind kind, String value) {}

  Guard {
    keys = List.copyOf(keys);
  }

  /** The narrowest guard of a tree; empty if it may say yes to anyone. */
  static Optional<Guard> of(Node node) {
    if (node instanceof Node.Leaf leaf) {
      return of(leaf.condition());
    }
    if (node instanceof Node.All all) {
      // One NO makes the whole NO, so any child's guard is a guard of all.
      return all.nodes().stream()
          .map(Guard::of)
          .flatMap(Optional::stream)
          .reduce((one, other) -> other.cost < one.cost ? other : one);
    }
    if (node instanceof Node.Any any) {
      return union(any);
    }
    return Optional.empty();
  }

  private static Optional<Guard> union(Node.Any any) {
    List<Key> keys = new ArrayList<>();
    int cost = 0;
    for (Node child : any.nodes()) {
      Optional<Guard> guard = of(child);
      if (guard.isEmpty()) {
        return Optional.empty();
      }
      keys.addAll(guard.get().keys);
      cost = Math.max(cost, guard.get().cost);
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new Guard(keys, cost));
  }

  private static Optional<Guard> of(Condition condition) {
    if (condition instanceof Recipient recipient) {
      return of(Field.RECIPIENT, recipient.who());
    }
    if (condition instanceof Sender sender && sender.by() == SenderBy.ENVELOPE) {
      return of(Field.SENDER, sender.who());
    }
    if (condition instanceof Sender sender && sender.by() == SenderBy.LOGIN) {
      return of(Field.LOGIN, sender.who());
    }
    return Optional.empty();
  }

  private static Optional<Guard> of(Field field, PartyMatch who) {
    if (!who.pattern().isEmpty()) {
      return Optional.empty();
    }
    List<Key> keys = new ArrayList<>();
    who.address().forEach(one -> keys.add(new Key(field, Kind.ADDRESS, one.toString())));
    who.domain()
        .forEach(
            one ->
                keys.add(
                    one.startsWith("*.")
                        ? new Key(field, Kind.PARENT, one.substring(2))
                        : new Key(field, Kind.DOMAIN, one)));
    who.group().forEach(one -> keys.add(new Key(field, Kind.GROUP, one)));
    who.list().forEach(one -> keys.add(new Key(field, Kind.LIST, one)));
    who.local().ifPresent(ours -> keys.add(new Key(field, Kind.LOCAL, ours.toString())));
    if (who.empty()) {
      keys.add(new Key(field, Kind.EMPTY, ""));
    }
    int cost = keys.stream().mapToInt(key -> key.kind().cost).max().orElse(0);
    return Optional.of(new Guard(keys, cost));
  }
}
