package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What rules hold. */
@Command(
    name = "quarantine",
    description = "Mail that rules hold: whose, why, by which rule.",
    footer = {
      "",
      "Examples:",
      "  pillarbox quarantine list --rule no-macros --since 1d",
      "  pillarbox quarantine show 20261123101500123-0a1b2c3d-4e5f",
      "  pillarbox quarantine release 20261123101500123-0a1b2c3d-4e5f"
    })
final class QuarantineCommand extends Group {
  private static final String BASE = "/quarantine";

  QuarantineCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "What is held, newest first.",
      footer = {"", "Examples:", "  pillarbox quarantine list --recipient ann@example.org"})
  int list(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Option(names = "--rule", defaultValue = "", description = "Only by this rule.") String rule,
      @Option(names = "--recipient", defaultValue = "", description = "Only for this address.")
          String recipient,
      @Option(names = "--sender", defaultValue = "", description = "Only from this address.")
          String sender,
      @Option(
              names = "--since",
              defaultValue = "",
              description = "Only since then: a time, or how long ago.")
          String since,
      @Option(names = "--limit", defaultValue = "100", description = "How many. Default: 100.")
          int limit)
      throws CommandFailure {
    String from = since.isEmpty() ? "" : RulesDoor.time(since, true).toString();
    JsonNode held =
        data.door()
            .get(
                BASE
                    + RulesDoor.query(
                        RulesDoor.parameters(
                            "rule",
                            rule,
                            "recipient",
                            recipient,
                            "sender",
                            sender,
                            "since",
                            from,
                            "limit",
                            Integer.toString(limit))));
    if (json.wanted()) {
      json.printJson(held);
      return ExitCode.OK;
    }
    for (JsonNode one : held) {
      say(
          "%s  %s  %s -> %s  %s"
              .formatted(
                  one.path("id").asText(),
                  one.path("rule").asText(),
                  one.path("sender").asText("<>"),
                  one.path("recipients").path(0).asText(),
                  one.path("subject").asText()));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Why one is held, and its header.",
      footer = {"", "Examples:", "  pillarbox quarantine show 20261123101500123-0a1b2c3d-4e5f"})
  int show(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "ID", description = "As list shows it.") String id)
      throws CommandFailure {
    json.printJson(data.door().get(BASE + "/" + Door.part(id)));
    return ExitCode.OK;
  }

  @Command(
      description = "Send held mail on, as if no rule had held it.",
      footer = {"", "Examples:", "  pillarbox quarantine release 20261123101500123-0a1b2c3d-4e5f"})
  int release(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As list shows it.")
          List<String> ids)
      throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    for (String id : ids) {
      door.plain("POST", BASE + "/" + Door.part(id) + "/release", "", Map.of());
      say(id + " is on its way.");
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Delete held mail for good.",
      footer = {"", "Examples:", "  pillarbox quarantine delete 20261123101500123-0a1b2c3d-4e5f"})
  int delete(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As list shows it.")
          List<String> ids)
      throws CommandFailure {
    Door door = data.door();
    for (String id : ids) {
      door.delete(BASE + "/" + Door.part(id));
      say(id + " is deleted.");
    }
    return ExitCode.OK;
  }
}
