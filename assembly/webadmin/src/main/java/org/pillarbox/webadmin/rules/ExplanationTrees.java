package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pillarbox.rules.Explanation;

/** Explanations as JSON. */
final class ExplanationTrees {
  private ExplanationTrees() {}

  static ObjectNode tree(Explanation.OfRule rule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rule", rule.id());
    node.put("name", rule.name());
    node.put("state", RuleTrees.word(rule.state()));
    node.put("asked", RuleTrees.word(rule.asked()));
    node.put("answer", RuleTrees.word(rule.answer()));
    node.put("effect", RuleTrees.word(rule.effect()));
    node.set("when", tree(rule.conditions()));
    ArrayNode actions = node.putArray("actions");
    rule.actions().forEach(action -> actions.add(action.toString()));
    ArrayNode notes = node.putArray("notes");
    rule.notes().forEach(notes::add);
    return node;
  }

  static ObjectNode tree(Explanation.OfNode condition) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("what", condition.what());
    if (!condition.parameters().isEmpty()) {
      node.put("parameters", condition.parameters());
      node.put("seen", condition.seen());
    }
    node.put("answer", RuleTrees.word(condition.answer()));
    if (!condition.nodes().isEmpty()) {
      ArrayNode nodes = node.putArray("nodes");
      condition.nodes().forEach(one -> nodes.add(tree(one)));
    }
    return node;
  }
}
