package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.list.NamedLists;

/**
 * Finds the rules that may concern an envelope without walking all of them: a rule that can say yes
 * to certain senders or recipients only is found by these; only the others are always asked.
 */
final class RuleIndex {
  private final Prepared[] rules;
  private final int[] always;
  private final Map<Guard.Field, PartyIndex> byField;

  private RuleIndex(Prepared[] rules, int[] always, Map<Guard.Field, PartyIndex> byField) {
    this.rules = rules;
    this.always = always;
    this.byField = byField;
  }

  static RuleIndex of(RuleSet set) {
    List<Prepared> rules = new ArrayList<>();
    Numbers always = new Numbers();
    Map<Guard.Field, PartyIndex.Builder> byField = new EnumMap<>(Guard.Field.class);
    for (Rule rule : set.rules()) {
      if (rule.state() == State.OFF) {
        continue;
      }
      int number = rules.size();
      rules.add(Prepared.of(rule));
      Optional<Guard> guard = Guard.of(rule.when());
      if (guard.isEmpty()) {
        always.add(number);
      }
      guard.ifPresent(
          found ->
              found
                  .keys()
                  .forEach(
                      key ->
                          byField
                              .computeIfAbsent(key.field(), field -> new PartyIndex.Builder())
                              .add(key, number)));
    }
    Map<Guard.Field, PartyIndex> built = new EnumMap<>(Guard.Field.class);
    byField.forEach((field, builder) -> built.put(field, builder.build()));
    return new RuleIndex(rules.toArray(new Prepared[0]), always.toArray(), built);
  }

  /** Shows the rules that may concern these facts, in order, until one says to stop. */
  void forEachCandidate(Facts facts, NamedLists lists, Predicate<Prepared> ask) {
    Numbers found = new Numbers();
    byField.forEach((field, index) -> index.collect(party(field, facts), facts, lists, found));
    int[] some = found.toArray();
    Arrays.sort(some);
    int a = 0;
    int s = 0;
    int last = -1;
    boolean on = true;
    while (on && (a < always.length || s < some.length)) {
      boolean fromAlways = s == some.length || (a < always.length && always[a] < some[s]);
      int number = fromAlways ? always[a++] : some[s++];
      if (number != last) {
        last = number;
        on = ask.test(rules[number]);
      }
    }
  }

  private static Fact<Party> party(Guard.Field field, Facts facts) {
    return switch (field) {
      case SENDER -> facts.envelope().sender();
      case RECIPIENT -> Fact.of(facts.envelope().recipient());
      case LOGIN -> facts.session().login();
    };
  }
}
