package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pillarbox.rulebook.simulating.MessageReport;
import org.pillarbox.rulebook.simulating.Report;
import org.pillarbox.rulebook.text.ExplanationTree;
import org.pillarbox.rules.Explanation;
import org.pillarbox.rules.facts.Answer;

/** What a simulation found, as JSON of bounded size. */
final class SimulationTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_TEXT = 300;
  private static final int MOST_NODES = 50;

  private SimulationTrees() {}

  static ObjectNode tree(Report report) {
    ObjectNode node = NODES.objectNode();
    node.put("messages", report.messages());
    node.put("copies", report.copies());
    node.put("complete", report.complete());
    if (!report.ended().isEmpty()) {
      node.put("ended", report.ended());
    }
    if (report.copies() > 0) {
      node.put("oldest", report.oldest().toString());
    }
    ArrayNode rules = node.putArray("rules");
    report.rules().forEach(rule -> rules.add(tree(rule)));
    if (report.rulesLeftOut() > 0) {
      node.put("rules-left-out", report.rulesLeftOut());
    }
    node.put("different", report.different());
    ArrayNode differences = node.putArray("differences");
    report
        .differences()
        .forEach(
            one ->
                differences
                    .addObject()
                    .put("id", one.id())
                    .put("sender", one.sender())
                    .put("recipient", one.recipient())
                    .put("at", one.at().toString())
                    .put("live", one.live())
                    .put("draft", one.draft()));
    return node;
  }

  private static ObjectNode tree(Report.OfRule rule) {
    ObjectNode node = NODES.objectNode();
    node.put("rule", rule.rule());
    node.put("matched", rule.matched());
    node.put("unknown", rule.unknown());
    node.put("acted", rule.acted());
    node.put("audited", rule.audited());
    node.set("samples", samples(rule.samples()));
    node.set("unknowns", samples(rule.unknowns()));
    return node;
  }

  private static ArrayNode samples(List<Report.Sample> samples) {
    ArrayNode list = NODES.arrayNode();
    samples.forEach(
        sample ->
            list.addObject()
                .put("id", sample.id())
                .put("recipient", sample.recipient())
                .put("at", sample.at().toString())
                .put("answer", RuleTrees.word(sample.answer()))
                .put("handling", sample.handling())
                .set("when", bounded(sample.conditions(), new int[] {MOST_NODES})));
    return list;
  }

  /** Two hundred of them have to fit into one answer, and James keeps that of every task. */
  private static ObjectNode bounded(Explanation.OfNode condition, int[] left) {
    left[0]--;
    ObjectNode node = NODES.objectNode();
    node.put("what", condition.what());
    condition
        .condition()
        .ifPresent(
            one -> {
              node.set("parameters", cut(ExplanationTree.parameters(one)));
              node.put("seen", cut(condition.seen()));
            });
    node.put("answer", RuleTrees.word(condition.answer()));
    if (!condition.nodes().isEmpty()) {
      ArrayNode nodes = node.putArray("nodes");
      for (Explanation.OfNode below : condition.nodes()) {
        if (left[0] > 0) {
          nodes.add(bounded(below, left));
        }
      }
    }
    return node;
  }

  private static JsonNode cut(JsonNode parameters) {
    String text = parameters.toString();
    return text.length() > MOST_TEXT ? NODES.textNode(cut(text)) : parameters;
  }

  private static String cut(String text) {
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
  }

  static ObjectNode tree(MessageReport report) {
    ObjectNode node = NODES.objectNode();
    ArrayNode recipients = node.putArray("recipients");
    report.recipients().forEach(one -> recipients.add(tree(one)));
    return node;
  }

  private static ObjectNode tree(MessageReport.OfRecipient one) {
    ObjectNode node = NODES.objectNode();
    node.put("recipient", one.recipient());
    node.put("draft", one.draft());
    node.put("live", one.live());
    node.put("different", one.different());
    ArrayNode rules = node.putArray("rules");
    one.explanation().rules().stream()
        .filter(rule -> rule.answer() != Answer.NO)
        .forEach(rule -> rules.add(ExplanationTree.rule(rule)));
    return node;
  }
}
