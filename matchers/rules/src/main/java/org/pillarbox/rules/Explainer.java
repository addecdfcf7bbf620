package org.pillarbox.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.NamedLists;

/** Computes explanations from facts, when someone asks: nothing of the kind is kept. */
public final class Explainer {
  private final Evaluator evaluator;

  public Explainer(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** All rules. */
  public Explanation explain(Facts facts, NamedLists lists) {
    Verdict verdict = evaluator.evaluate(facts, lists);
    Map<String, RuleResult> results =
        verdict.rules().stream()
            .collect(Collectors.toMap(RuleResult::rule, Function.identity(), (a, b) -> a));
    boolean ended = false;
    List<Explanation.OfRule> rules = new java.util.ArrayList<>();
    for (Rule rule : evaluator.set().rules()) {
      Explanation.Asked asked = ended ? Explanation.Asked.AFTER_END : asked(rule, facts);
      RuleResult result = results.get(rule.id());
      Explanation.OfNode tree = explain(rule.when(), facts, lists);
      rules.add(
          new Explanation.OfRule(
              rule.id(),
              rule.name(),
              rule.state(),
              asked,
              result == null ? tree.answer() : result.answer(),
              result == null ? Effect.NONE : result.effect(),
              tree,
              rule.then(),
              result == null ? List.of() : result.notes()));
      ended = ended || ends(rule, result, verdict);
    }
    return new Explanation(verdict, rules);
  }

  /** One rule's tree. */
  public Explanation.OfNode explain(Node node, Facts facts, NamedLists lists) {
    Answer answer = node.answer(facts, lists);
    if (node instanceof Node.Leaf leaf) {
      Condition condition = leaf.condition();
      return new Explanation.OfNode(
          condition.getClass().getAnnotation(Described.class).name(),
          Optional.of(condition),
          answer,
          condition.seen(facts),
          List.of());
    }
    String what = node instanceof Node.All ? "all" : node instanceof Node.Any ? "any" : "not";
    return new Explanation.OfNode(
        what,
        Optional.empty(),
        answer,
        "",
        node.children().stream().map(child -> explain(child, facts, lists)).toList());
  }

  private Explanation.Asked asked(Rule rule, Facts facts) {
    if (rule.state() == State.OFF || evaluator.set().mode() == State.OFF) {
      return Explanation.Asked.OFF;
    }
    if (!rule.validity().includes(facts.at())) {
      return Explanation.Asked.NOT_VALID;
    }
    if (facts.envelope().origin() == Origin.SYSTEM && !Naming.ownMail(rule.when())) {
      return Explanation.Asked.OWN_MAIL;
    }
    return rule.direction().answer(facts.envelope()) == Answer.NO
        ? Explanation.Asked.OTHER_DIRECTION
        : Explanation.Asked.YES;
  }

  private static boolean ends(Rule rule, RuleResult result, Verdict verdict) {
    if (result == null) {
      return false;
    }
    boolean last =
        verdict.rules().get(verdict.rules().size() - 1).rule().equals(rule.id())
            && !(verdict.decision() instanceof Decision.Pass);
    boolean applied = result.effect() == Effect.APPLIED && Prepared.of(rule).ends();
    return applied || (last && result.effect() != Effect.NONE && endsDialogue(result, verdict));
  }

  private static boolean endsDialogue(RuleResult result, Verdict verdict) {
    return switch (result.effect()) {
      case APPLIED, DEFERRED ->
          verdict.decision() instanceof Decision.Refused
              || verdict.decision() instanceof Decision.Deferred;
      case NONE, AUDITED, EXEMPTED, WAITING -> false;
    };
  }
}
