package org.pillarbox.rules;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedLists;

/** Numbers of rules by what they want of one address. */
final class PartyIndex {
  private static final int[] NONE = {};

  private final Map<Guard.Kind, Map<String, int[]>> byKind;
  private final Map<Guard.Kind, int[]> all;

  private PartyIndex(Map<Guard.Kind, Map<String, int[]>> byKind, Map<Guard.Kind, int[]> all) {
    this.byKind = byKind;
    this.all = all;
  }

  /** Adds the rules that may say something other than no. */
  void collect(Fact<Party> fact, Facts facts, NamedLists lists, Numbers found) {
    if (fact instanceof Fact.Absent) {
      found.addAll(get(Guard.Kind.EMPTY, ""));
      return;
    }
    Optional<Party> known = fact.value();
    if (known.isEmpty()) {
      all.values().forEach(found::addAll);
      return;
    }
    Party party = known.get();
    found.addAll(get(Guard.Kind.ADDRESS, party.address().toString()));
    collectDomains(party.address().domain(), found);
    collect(Guard.Kind.GROUP, party.groups(), found);
    if (party.local().value().isPresent()) {
      found.addAll(get(Guard.Kind.LOCAL, party.local().value().get().toString()));
    } else if (!party.local().isKnown()) {
      found.addAll(all.getOrDefault(Guard.Kind.LOCAL, NONE));
    }
    byKind
        .getOrDefault(Guard.Kind.LIST, Map.of())
        .forEach(
            (name, rules) -> {
              Optional<ListLookup> list = lists.find(name);
              if (list.isEmpty() || list.get().containsAddress(party.address(), facts.at())) {
                found.addAll(rules);
              }
            });
  }

  private void collectDomains(String domain, Numbers found) {
    found.addAll(get(Guard.Kind.DOMAIN, domain));
    if (byKind.containsKey(Guard.Kind.PARENT)) {
      for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
        found.addAll(get(Guard.Kind.PARENT, domain.substring(dot + 1)));
      }
    }
  }

  private void collect(Guard.Kind kind, Fact<? extends Iterable<String>> values, Numbers found) {
    if (values.value().isPresent()) {
      for (String value : values.value().get()) {
        found.addAll(get(kind, value));
      }
    } else if (!values.isKnown()) {
      found.addAll(all.getOrDefault(kind, NONE));
    }
  }

  private int[] get(Guard.Kind kind, String value) {
    return byKind.getOrDefault(kind, Map.of()).getOrDefault(value, NONE);
  }

  /** Gathers numbers. */
  static final class Builder {
    private final Map<Guard.Kind, Map<String, Numbers>> byKind = new EnumMap<>(Guard.Kind.class);
    private final Map<Guard.Kind, Numbers> all = new EnumMap<>(Guard.Kind.class);

    void add(Guard.Key key, int number) {
      byKind
          .computeIfAbsent(key.kind(), kind -> new HashMap<>())
          .computeIfAbsent(key.value(), value -> new Numbers())
          .add(number);
      all.computeIfAbsent(key.kind(), kind -> new Numbers()).add(number);
    }

    PartyIndex build() {
      Map<Guard.Kind, Map<String, int[]>> built = new EnumMap<>(Guard.Kind.class);
      byKind.forEach(
          (kind, values) -> {
            Map<String, int[]> numbers = new HashMap<>();
            values.forEach((value, found) -> numbers.put(value, found.toArray()));
            built.put(kind, numbers);
          });
      Map<Guard.Kind, int[]> everything = new EnumMap<>(Guard.Kind.class);
      all.forEach((kind, numbers) -> everything.put(kind, numbers.toArray()));
      return new PartyIndex(built, everything);
    }
  }
}
