package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pillarbox.rules.Explanation;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.facts.Answer;

/**
 * Explanations as JSON and YAML show them: conditions and actions in the words of the rule
 * language, so that an administrator finds there what stands in the rule.
 */
public final class ExplanationTree {
  private ExplanationTree() {}

  /**
   * The rules of an explanation, in order.
   *
   * @param all also those that do not match
   */
  public static ArrayNode rules(Explanation explanation, boolean all) {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    explanation.rules().stream()
        .filter(rule -> all || rule.answer() != Answer.NO)
        .forEach(rule -> rules.add(rule(rule)));
    return rules;
  }

  /** One rule of an explanation. */
  public static ObjectNode rule(Explanation.OfRule rule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rule", rule.id());
    node.put("name", rule.name());
    node.put("state", Form.word(rule.state()));
    node.put("asked", Form.word(rule.asked()));
    node.put("answer", Form.word(rule.answer()));
    node.put("effect", Form.word(rule.effect()));
    node.set("when", node(rule.conditions()));
    ArrayNode actions = node.putArray("actions");
    rule.actions().forEach(action -> actions.add(Terms.tree(action)));
    ArrayNode notes = node.putArray("notes");
    rule.notes().forEach(notes::add);
    return node;
  }

  private static ObjectNode node(Explanation.OfNode of) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("what", of.what());
    of.condition()
        .ifPresent(
            condition -> {
              node.set("parameters", parameters(condition));
              node.put("seen", of.seen());
            });
    node.put("answer", Form.word(of.answer()));
    if (!of.nodes().isEmpty()) {
      ArrayNode nodes = node.putArray("nodes");
      of.nodes().forEach(one -> nodes.add(node(one)));
    }
    return node;
  }

  /** A condition's parameters as documents write them; what has its standard value is left out. */
  public static JsonNode parameters(Condition condition) {
    return Terms.parameters(condition);
  }
}
