package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.pillarbox.rulebook.desk.Bars;
import org.pillarbox.rulebook.desk.RuleDesk;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.versions.VersionNote;
import org.pillarbox.rules.Finding;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleMoment;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.catalog.Parameter;

/** What the rule resources answer with, as JSON. */
final class RuleTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RuleTrees() {}

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ObjectNode outcome(RuleDesk.Outcome outcome) {
    ObjectNode node = NODES.objectNode();
    node.put("version", outcome.version());
    node.put("diff", outcome.diff());
    node.set("findings", findings(outcome.findings()));
    ArrayNode failed = node.putArray("failed");
    outcome
        .failed()
        .forEach(
            failure ->
                failed
                    .addObject()
                    .put("pointer", failure.pointer())
                    .put("rule", failure.rule())
                    .put("test", failure.name())
                    .put("expected", word(failure.expected()))
                    .put("answer", failure.answer()));
    return node;
  }

  static ArrayNode findings(List<Finding> findings) {
    ArrayNode list = NODES.arrayNode();
    findings.forEach(
        finding ->
            list.addObject()
                .put("severity", word(finding.severity()))
                .put("rule", finding.rule())
                .put("about", word(finding.about()))
                .put("message", finding.message()));
    return list;
  }

  static ArrayNode versions(List<VersionNote> notes) {
    ArrayNode list = NODES.arrayNode();
    notes.forEach(
        note ->
            list.addObject()
                .put("version", note.number())
                .put("author", note.author())
                .put("at", note.at().toString())
                .put("comment", note.comment())
                .put("diff", note.diff())
                .put("forced", note.forced()));
    return list;
  }

  static ObjectNode state(LiveRules live) {
    ObjectNode node = NODES.objectNode();
    node.put("asked", !live.isOff());
    node.put("off-at-start", live.isOffAtStart());
    live.current()
        .ifPresent(
            current ->
                node.put("version", current.version())
                    .put("mode", word(current.book().set().mode()))
                    .put("rules", current.book().set().rules().size()));
    live.unconfirmed()
        .ifPresent(
            order ->
                node.putObject("unconfirmed")
                    .put("version", order.version())
                    .put("taken-back-at", order.at().toString())
                    .put("to", order.back()));
    live.trouble().ifPresent(trouble -> node.put("trouble", trouble));
    return node;
  }

  static ArrayNode moments(List<RuleMoment> moments) {
    ArrayNode list = NODES.arrayNode();
    moments.forEach(
        moment -> {
          ObjectNode one = list.addObject();
          one.put("rule", moment.rule());
          one.put("moment", word(moment.moment()));
          one.put("conditions", word(moment.conditions()));
          one.put("actions", word(moment.actions()));
          ArrayNode delayed = one.putArray("delayed-by");
          moment.delayedBy().forEach(delayed::add);
        });
    return list;
  }

  static ArrayNode bars(List<Bars.Bar> bars, List<Rule> forSome) {
    ArrayNode list = NODES.arrayNode();
    bars.forEach(
        bar -> {
          ObjectNode one = list.addObject().put("who", bar.who()).put("way", word(bar.way()));
          bar.until().ifPresent(until -> one.put("until", until.toString()));
          if (!bar.note().isEmpty()) {
            one.put("note", bar.note());
          }
        });
    forSome.forEach(rule -> list.addObject().put("rule", rule.id()).put("name", rule.name()));
    return list;
  }

  static ObjectNode catalog(Catalog catalog, List<Entry> conditions, List<Entry> actions) {
    ObjectNode node = NODES.objectNode();
    ArrayNode first = node.putArray("conditions");
    conditions.forEach(entry -> first.add(entry(entry)));
    ArrayNode second = node.putArray("actions");
    actions.forEach(entry -> second.add(entry(entry)));
    return node;
  }

  private static ObjectNode entry(Entry entry) {
    ObjectNode node = NODES.objectNode();
    node.put("name", entry.name());
    node.put("meaning", entry.meaning());
    ArrayNode moments = node.putArray("moments");
    entry.moments().stream().sorted().forEach(moment -> moments.add(word(moment)));
    ArrayNode parameters = node.putArray("parameters");
    entry.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
    node.put("example", entry.example());
    return node;
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode node = NODES.objectNode();
    node.put("name", parameter.name());
    node.put("type", word(parameter.type()));
    node.put("list", parameter.list());
    node.put("required", parameter.required());
    parameter.standard().ifPresent(standard -> node.put("default", standard));
    if (!parameter.unit().isEmpty()) {
      node.put("unit", parameter.unit());
    }
    if (!parameter.choices().isEmpty()) {
      ArrayNode choices = node.putArray("choices");
      parameter.choices().forEach(choices::add);
    }
    node.put("meaning", parameter.meaning());
    return node;
  }
}
