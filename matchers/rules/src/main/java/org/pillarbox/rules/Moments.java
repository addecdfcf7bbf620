package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.facts.Moment;

/** Finds out when each rule acts. Nobody says it by hand. */
public final class Moments {
  // A report that names fifty rules is read by nobody.
  private static final int NAMED = 50;

  // Pairs of rules that are compared for one set; what is not is taken for concerned.
  private static final int COMPARED = 2_000_000;

  private Moments() {}

  /** An earlier rule that may set later ones aside, and when it is decided. */
  private record Sparing(Prepared rule, Moment decided) {}

  /** Of every rule of the set that is not off, in order. */
  public static List<RuleMoment> of(RuleSet set) {
    Map<Moment, List<Sparing>> sparing = new EnumMap<>(Moment.class);
    int compared = 0;
    List<RuleMoment> moments = new ArrayList<>();
    for (Rule rule : set.rules()) {
      if (rule.state() == State.OFF) {
        continue;
      }
      Moment conditions = rule.when().moment();
      Moment actions = rule.then().stream().map(Action::moment).reduce(Moment.RCPT, Moment::latest);
      Moment decided = conditions;
      List<String> delayedBy = new ArrayList<>();
      for (Map.Entry<Moment, List<Sparing>> at : sparing.entrySet()) {
        if (at.getKey().compareTo(conditions) <= 0) {
          continue;
        }
        for (Sparing earlier : at.getValue()) {
          if (delayedBy.size() >= NAMED && decided.compareTo(at.getKey()) >= 0) {
            break;
          }
          compared++;
          if (compared > COMPARED || mayConcern(earlier.rule(), rule)) {
            decided = decided.latest(earlier.decided());
            if (delayedBy.size() < NAMED) {
              delayedBy.add(earlier.rule().rule().id());
            }
          }
        }
      }
      moments.add(
          new RuleMoment(rule.id(), conditions, actions, decided.latest(actions), delayedBy));
      Prepared prepared = Prepared.of(rule);
      boolean spares = (prepared.ends() && !prepared.refuses()) || !prepared.exempts().isEmpty();
      // What is known at RCPT delays nothing.
      if (rule.state() == State.ON && spares && decided != Moment.RCPT) {
        sparing
            .computeIfAbsent(decided, moment -> new ArrayList<>())
            .add(new Sparing(prepared, decided));
      }
    }
    return moments;
  }

  private static boolean mayConcern(Prepared earlier, Rule later) {
    boolean spares = earlier.ends() && !earlier.refuses();
    return (spares || earlier.exempts().contains(later.id()))
        && !Overlap.isDisjoint(earlier.rule(), later);
  }
}
