package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pillarbox.cli.door.Answer;
import org.pillarbox.cli.door.Door;
import org.pillarbox.rulebook.text.DocumentBounds;
import org.pillarbox.rulebook.text.DocumentReader;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;

/** Starts simulations of rules, waits for them and tells what they found. */
final class RuleSimulation {
  private static final String START = "/rules/simulations";

  /** James' answer when a task outlives the question. */
  private static final int STILL_RUNNING = 408;

  private static final int BUSY = 409;
  private static final int SHOWN = 20;
  private static final int MOST_LINE = 160;

  private final Door door;
  private final PrintWriter out;
  private final PrintWriter err;

  RuleSimulation(Door door, Surroundings surroundings) {
    this.door = door;
    this.out = surroundings.out();
    this.err = surroundings.err();
  }

  /** An empty request; nothing said means the newest rules on all that is kept. */
  static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A file with rules, JSON or YAML, as a tree. */
  static JsonNode document(Path file) throws CommandFailure {
    try {
      return new DocumentReader(DocumentBounds.defaults()).read(RulesDoor.file(file));
    } catch (RefusedDocumentException e) {
      StringBuilder all = new StringBuilder(file.toString()).append(": ");
      for (Problem problem : e.problems()) {
        all.append(problem).append('\n');
      }
      throw new CommandFailure(ExitCode.USAGE, all.toString().strip(), e);
    }
  }

  /** Tries one message; it is answered at once. */
  JsonNode message(ObjectNode request) throws CommandFailure {
    return door.post(START, request.toString());
  }

  /**
   * Tries past mail and waits for it.
   *
   * @param quiet whether it says nothing of how far it has come
   * @return the task at its end; empty if another simulation goes on
   */
  Optional<JsonNode> past(ObjectNode request, boolean quiet) throws CommandFailure {
    Answer started = door.ask("POST", START, request.toString());
    if (started.status() == BUSY) {
      return Optional.empty();
    }
    String task = Door.done(started).path("taskId").asText();
    while (true) {
      Answer answer = door.ask("GET", "/tasks/" + Door.part(task) + "/await?timeout=2s", "");
      if (answer.status() >= 300 && answer.status() != STILL_RUNNING) {
        throw Door.failure(answer);
      }
      if (answer.status() < 300) {
        return Optional.of(answer.body());
      }
      if (!quiet) {
        JsonNode report =
            door.get("/tasks/" + Door.part(task)).path("additionalInformation").path("report");
        err.println(
            report.path("copies").asLong()
                + " copies looked at; stop it with: DELETE /tasks/"
                + task);
        err.flush();
      }
    }
  }

  /** Counts for each rule, and whether anything would be handled otherwise. */
  void tell(JsonNode task, boolean samples) {
    JsonNode report = task.path("additionalInformation").path("report");
    out.println(
        "Looked at %,d copies of %,d messages%s."
            .formatted(
                report.path("copies").asLong(),
                report.path("messages").asLong(),
                report.has("oldest") ? " since " + report.path("oldest").asText() : ""));
    if (!report.path("complete").asBoolean()) {
      out.println(
          "That is not all: "
              + report.path("ended").asText("the task is " + task.path("status").asText()));
    }
    if (report.path("copies").asLong() == 0) {
      out.println("Nothing is kept of such mail: too long ago, or no rule was asked then.");
      return;
    }
    rules(report.path("rules"), samples);
    if (report.has("rules-left-out")) {
      out.println(report.path("rules-left-out").asInt() + " more rules matched.");
    }
    differences(report);
    if (report.path("rules").findValuesAsText("unknown").stream().anyMatch(n -> !n.equals("0"))) {
      out.println(
          "Unknown: what these rules look at was not kept of that mail; see the rule set's page.");
    }
  }

  private void rules(JsonNode rules, boolean samples) {
    if (rules.isEmpty()) {
      out.println("No rule matches any of them.");
      return;
    }
    out.println("%8s %8s %8s %8s  %s".formatted("matched", "unknown", "acts", "audit", "rule"));
    for (JsonNode rule : rules) {
      out.println(
          "%8d %8d %8d %8d  %s"
              .formatted(
                  rule.path("matched").asLong(),
                  rule.path("unknown").asLong(),
                  rule.path("acted").asLong(),
                  rule.path("audited").asLong(),
                  rule.path("rule").asText()));
    }
    if (samples) {
      for (JsonNode rule : rules) {
        samples(rule);
      }
    }
  }

  private void samples(JsonNode rule) {
    List<JsonNode> all = new ArrayList<>();
    rule.path("samples").forEach(all::add);
    rule.path("unknowns").forEach(all::add);
    for (JsonNode sample : all) {
      out.println();
      out.println(
          "%s: %s  %s  %s to %s  %s"
              .formatted(
                  rule.path("rule").asText(),
                  sample.path("answer").asText(),
                  sample.path("at").asText(),
                  sample.path("id").asText(),
                  sample.path("recipient").asText(),
                  sample.path("handling").asText()));
      tree(sample.path("when"), "  ");
    }
  }

  /** A tree of conditions, each with its answer and what it looked at. */
  private void tree(JsonNode node, String indent) {
    String line =
        indent
            + node.path("answer").asText()
            + "  "
            + node.path("what").asText()
            + (node.has("seen")
                ? " " + node.path("parameters") + "  saw: " + node.path("seen").asText()
                : "");
    out.println(line.length() > MOST_LINE ? line.substring(0, MOST_LINE) + "…" : line);
    node.path("nodes").forEach(below -> tree(below, indent + "  "));
  }

  private void differences(JsonNode report) {
    long different = report.path("different").asLong();
    if (different == 0) {
      out.println("Nothing would be handled differently from now.");
      return;
    }
    out.println("%,d would be handled differently:".formatted(different));
    int shown = 0;
    for (JsonNode one : report.path("differences")) {
      if (shown++ == SHOWN) {
        break;
      }
      out.println(
          "  %s  %s  %s to %s: %s -> %s"
              .formatted(
                  one.path("at").asText(),
                  one.path("id").asText(),
                  one.path("sender").asText("").isEmpty() ? "<>" : one.path("sender").asText(),
                  one.path("recipient").asText(),
                  one.path("live").asText(),
                  one.path("draft").asText()));
    }
    if (different > SHOWN) {
      out.println("  and more; --json shows up to 100");
    }
  }

  /** What would become of each recipient's copy of one message. */
  void tellMessage(JsonNode answer) {
    for (JsonNode one : answer.path("recipients")) {
      out.println(one.path("recipient").asText() + ": " + one.path("draft").asText());
      if (one.path("different").asBoolean()) {
        out.println("  now: " + one.path("live").asText());
      }
      for (JsonNode rule : one.path("rules")) {
        out.println(
            "  rule %s: %s, %s"
                .formatted(
                    rule.path("rule").asText(),
                    rule.path("answer").asText(),
                    rule.path("effect").asText()));
        tree(rule.path("when"), "    ");
      }
    }
  }
}
