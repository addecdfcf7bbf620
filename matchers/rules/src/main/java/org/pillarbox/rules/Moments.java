package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.List;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.facts.Moment;

/** Finds out when each rule acts. Nobody says it by hand. */
public final class Moments {
  // A report that names fifty rules is read by nobody.
  private static final int NAMED = 50;

  private Moments() {}

  /** An earlier rule that may set later ones aside, and when it is decided. */
  private record Sparing(Prepared rule, Moment decided) {}

  /** Of every rule of the set that is not off, in order. */
  public static List<RuleMoment> of(RuleSet set) {
    List<Sparing> sparing = new ArrayList<>();
    List<RuleMoment> moments = new ArrayList<>();
    for (Rule rule : set.rules()) {
      if (rule.state() == State.OFF) {
        continue;
      }
      Moment conditions = rule.when().moment();
      Moment actions = rule.then().stream().map(Action::moment).reduce(Moment.RCPT, Moment::latest);
      Moment decided = conditions;
      List<String> delayedBy = new ArrayList<>();
      for (Sparing earlier : sparing) {
        if (earlier.decided().compareTo(conditions) > 0 && mayConcern(earlier.rule(), rule)) {
          decided = decided.latest(earlier.decided());
          if (delayedBy.size() < NAMED) {
            delayedBy.add(earlier.rule().rule().id());
          }
        }
      }
      moments.add(
          new RuleMoment(rule.id(), conditions, actions, decided.latest(actions), delayedBy));
      Prepared prepared = Prepared.of(rule);
      boolean spares = (prepared.ends() && !prepared.refuses()) || !prepared.exempts().isEmpty();
      // What is known at RCPT delays nothing.
      if (rule.state() == State.ON && spares && decided != Moment.RCPT) {
        sparing.add(new Sparing(prepared, decided));
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
