package org.pillarbox.rules;

import java.util.List;
import java.util.stream.Stream;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;

/**
 * What a rule set says of one recipient's copy, as far as the facts reach.
 *
 * @param version of the set
 * @param recipient as given with RCPT
 * @param decision the answer for the dialogue; {@link Decision.Wait} means that a later moment has
 *     to ask again
 * @param actions what is to be done if the copy is accepted, in order; complete unless the decision
 *     is to wait, refusals and limits are not among them
 * @param rules those that did anything but not match, in order
 */
public record Verdict(
    long version, Address recipient, Decision decision, List<Due> actions, List<RuleResult> rules) {
  public Verdict {
    actions = List.copyOf(actions);
    rules = List.copyOf(rules);
  }

  /** Whether every rule that counts is decided. */
  public boolean isFinal() {
    return !(decision instanceof Decision.Wait);
  }

  /** Ids of the rules whose actions count. */
  public List<String> applied() {
    return withEffect(Effect.APPLIED);
  }

  /** Ids of the rules that would have acted, were they on. */
  public List<String> audited() {
    return withEffect(Effect.AUDITED);
  }

  /** Ids of the rules that could not be decided. */
  public List<String> unknown() {
    return rules.stream()
        .filter(result -> result.answer() == Answer.UNKNOWN)
        .map(RuleResult::rule)
        .toList();
  }

  /** Actions of one type, in order. */
  public <A extends Action> Stream<A> actions(Class<A> type) {
    return actions.stream().map(Due::action).filter(type::isInstance).map(type::cast);
  }

  private List<String> withEffect(Effect effect) {
    return rules.stream()
        .filter(result -> result.effect() == effect)
        .map(RuleResult::rule)
        .toList();
  }
}
