package org.pillarbox.rules;

import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.NamedLists;

/**
 * The one evaluator: a rule set made ready, and asked. The dialogue, the pipeline and the simulator
 * all ask it, with the facts that they have; asking has no side effect. Safe for use by many
 * threads.
 *
 * <p>It is asked again at each moment, from the first rule on. That is right because facts only
 * grow: what was decided stays decided.
 */
public final class Evaluator {
  private final RuleSet set;
  private final RuleIndex index;
  private final Needs needs;

  private Evaluator(RuleSet set, RuleIndex index, Needs needs) {
    this.set = set;
    this.index = index;
    this.needs = needs;
  }

  /** Makes a set ready. */
  public static Evaluator of(RuleSet set) {
    return new Evaluator(set, RuleIndex.of(set), Needs.of(set));
  }

  /** The set. */
  public RuleSet set() {
    return set;
  }

  /** What facts its rules ask for; nobody need gather others. */
  public Needs needs() {
    return needs;
  }

  /** What the rules say of the recipient that the facts are seen from. */
  public Verdict evaluate(Facts facts, NamedLists lists) {
    Evaluation evaluation = new Evaluation(set, facts, lists);
    if (set.mode() != State.OFF) {
      index.forEachCandidate(facts, lists, evaluation::ask);
    }
    return evaluation.verdict();
  }
}
