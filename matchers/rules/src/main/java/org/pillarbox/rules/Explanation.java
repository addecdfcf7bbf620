package org.pillarbox.rules;

import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.facts.Answer;

/**
 * Why a message was judged as it was: every rule that was asked, every condition's answer with the
 * value it looked at.
 *
 * @param verdict what came out
 * @param rules every rule, in order
 */
public record Explanation(Verdict verdict, List<OfRule> rules) {
  public Explanation {
    rules = List.copyOf(rules);
  }

  /** Whether a rule was asked. */
  public enum Asked {
    /** It was. */
    YES,
    /** It is off. */
    OFF,
    /** It does not count at that time. */
    NOT_VALID,
    /** It is not for mail that goes this way. */
    OTHER_DIRECTION,
    /** The message is the appliance's own, and the rule does not name it. */
    OWN_MAIL,
    /** An earlier rule had ended the list. */
    AFTER_END
  }

  /**
   * One rule.
   *
   * @param id its id
   * @param name its name
   * @param state whether it is on or in audit
   * @param asked whether it was asked
   * @param answer what its conditions say, computed even if it was not asked
   * @param effect what became of it
   * @param conditions the tree of its conditions
   * @param actions what it does when it matches
   * @param notes why something is not done
   */
  public record OfRule(
      String id,
      String name,
      State state,
      Asked asked,
      Answer answer,
      Effect effect,
      OfNode conditions,
      List<Action> actions,
      List<String> notes) {
    public OfRule {
      actions = List.copyOf(actions);
      notes = List.copyOf(notes);
    }
  }

  /**
   * One node of a rule's tree.
   *
   * @param what {@code all}, {@code any}, {@code not}, or the condition's name
   * @param condition the condition; empty for all, any and not
   * @param answer its answer
   * @param seen the value that the condition looked at; empty for all, any and not
   * @param nodes what is below it
   */
  public record OfNode(
      String what, Optional<Condition> condition, Answer answer, String seen, List<OfNode> nodes) {
    public OfNode {
      nodes = List.copyOf(nodes);
    }
  }
}
