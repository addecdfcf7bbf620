package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.pillarbox.cli.door.Door;
import org.pillarbox.rulebook.live.RuleSwitch;
import org.pillarbox.server.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rule set. */
@Command(
    name = "rules",
    description = "The rules for all mail: one ordered list, live within two seconds, versioned.",
    footer = {
      "",
      "Examples:",
      "  pillarbox rules show > rules.yaml       write the rules to a file",
      "  pillarbox rules apply -f rules.yaml --dry-run",
      "  pillarbox rules apply -f rules.yaml -m 'no macros' --confirm-within 10m",
      "  pillarbox rules off                     the way out: needs no token, mail or search",
      "  pillarbox rules rollback                back to the version before"
    })
final class RulesCommand extends Group {
  RulesCommand(Surroundings surroundings) {
    super(surroundings);
  }

  private RulesDoor door(DataOption data) throws CommandFailure {
    return new RulesDoor(data.door());
  }

  @Command(
      description = "Show the rules and lists as YAML, or one rule, or an older version.",
      footer = {"", "Examples:", "  pillarbox rules show", "  pillarbox rules show no-macros"})
  int show(
      @Mixin DataOption data,
      @Parameters(arity = "0..1", paramLabel = "RULE", description = "Only this one.")
          Optional<String> rule,
      @Option(names = "--version", paramLabel = "N", description = "An older version.")
          Optional<Integer> version)
      throws CommandFailure {
    String path =
        rule.map(id -> "/rules/" + Door.part(id))
            .orElse(version.map(n -> "/rules/versions/" + n).orElse("/rules"));
    say(door(data).yaml(path).stripTrailing());
    return ExitCode.OK;
  }

  @Command(
      description = "One line for each rule, with its state and when it acts.",
      footer = {"", "Examples:", "  pillarbox rules list"})
  int list(@Mixin DataOption data, @Mixin JsonOption json) throws CommandFailure {
    RulesDoor door = door(data);
    JsonNode book = door.get("/rules");
    if (json.wanted()) {
      json.printJson(book.path("rules"));
      return ExitCode.OK;
    }
    JsonNode moments = door.get("/rules/moments");
    for (JsonNode rule : book.path("rules")) {
      String id = rule.path("id").asText();
      String name = rule.path("name").asText("");
      say(
          "%-5s  %-8s  %s%s"
              .formatted(
                  rule.path("state").asText(),
                  moment(moments, id),
                  id,
                  name.isEmpty() ? "" : "  " + name));
    }
    return ExitCode.OK;
  }

  private static String moment(JsonNode moments, String id) {
    for (JsonNode one : moments) {
      if (one.path("rule").asText().equals(id)) {
        return one.path("moment").asText();
      }
    }
    return "-";
  }

  @Command(
      description = "Make the rules what a file says; shows what changes.",
      footer = {
        "",
        "Examples:",
        "  pillarbox rules apply -f rules.yaml --dry-run",
        "  pillarbox rules apply -f rules.yaml -m 'no macros from strangers'"
      })
  int apply(
      @Mixin DataOption data,
      @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
          Path file,
      @Option(names = "-m", paramLabel = "TEXT", defaultValue = "", description = "Why.")
          String comment,
      @Option(
              names = "--dry-run",
              description =
                  "Only show what would change, and what it would do to the mail of the last day.")
          boolean dryRun,
      @Option(names = "--force", description = "Although tests of rules fail; noted.")
          boolean force,
      @Option(
              names = "--expect",
              paramLabel = "N",
              description = "Only if this is the newest version.")
          Optional<Long> expected,
      @Option(
              names = "--confirm-within",
              paramLabel = "TIME",
              description = "Taken back after this unless: pillarbox rules confirm.")
          Optional<Duration> confirmWithin)
      throws CommandFailure {
    JsonNode outcome =
        door(data)
            .change(
                "PUT",
                "/rules",
                RulesDoor.file(file),
                RulesDoor.parameters(
                    "comment",
                    comment,
                    "dry-run",
                    dryRun ? "true" : "",
                    "force",
                    force ? "true" : "",
                    "confirm-within",
                    confirmWithin.map(time -> Long.toString(time.toSeconds())).orElse("")),
                expected.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    tell(outcome);
    if (dryRun) {
      simulateLastDay(data, file);
    }
    say(
        dryRun
            ? "Nothing was changed: this was a dry run against version "
                + outcome.path("version").asLong()
                + "."
            : "Version " + outcome.path("version").asLong() + " is live.");
    confirmWithin
        .filter(time -> !dryRun)
        .ifPresent(
            time ->
                say(
                    "It is taken back in "
                        + time.toSeconds()
                        + " s unless you say:"
                        + " pillarbox rules confirm"));
    return ExitCode.OK;
  }

  private void simulateLastDay(DataOption data, Path file) throws CommandFailure {
    RuleSimulation simulation = new RuleSimulation(data.door(), surroundings());
    ObjectNode request = RuleSimulation.request();
    request.set("book", RuleSimulation.document(file));
    request.putObject("past").put("since", RulesDoor.time("1d", true).toString());
    Optional<JsonNode> task = simulation.past(request, false);
    say("On the mail of the last day:");
    if (task.isPresent()) {
      simulation.tell(task.get(), false);
    } else {
      say("Not tried: another simulation goes on.");
    }
  }

  private void tell(JsonNode outcome) {
    String diff = outcome.path("diff").asText();
    say(diff.isEmpty() ? "No difference." : diff);
    for (JsonNode finding : outcome.path("findings")) {
      say(finding(finding));
    }
    for (JsonNode failed : outcome.path("failed")) {
      say("test fails: rule " + failure(failed));
    }
  }

  private static String failure(JsonNode failed) {
    return "%s, \"%s\": expected %s, is %s"
        .formatted(
            failed.path("rule").asText(),
            failed.path("test").asText(),
            failed.path("expected").asText(),
            failed.path("answer").asText());
  }

  private static String finding(JsonNode finding) {
    return finding.path("severity").asText()
        + ": rule "
        + finding.path("rule").asText()
        + ": "
        + finding.path("message").asText();
  }

  @Command(
      description =
          "Try rules on mail that has passed, or on one message. Nothing is changed, sent or"
              + " counted.",
      footer = {
        "",
        "Examples:",
        "  pillarbox rules simulate -f rules.yaml --since 7d",
        "  pillarbox rules simulate --rule no-macros.yaml --user ann@example.org --samples",
        "  pillarbox rules simulate --message mail.eml --from ada@there.example"
            + " --to ann@example.org"
      })
  int simulate(@Mixin DataOption data, @Mixin JsonOption json, @Mixin SimulationOptions options)
      throws CommandFailure {
    RuleSimulation simulation = new RuleSimulation(data.door(), surroundings());
    ObjectNode request = options.request();
    if (options.isMessage()) {
      JsonNode answer = simulation.message(request);
      if (json.wanted()) {
        json.printJson(answer);
      } else {
        simulation.tellMessage(answer);
      }
      return ExitCode.OK;
    }
    JsonNode task =
        simulation
            .past(request, json.wanted())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.EXISTS, "Another simulation goes on; try again when it is done."));
    if (json.wanted()) {
      json.printJson(task.path("additionalInformation").path("report"));
    } else {
      simulation.tell(task, options.samples());
    }
    return task.path("status").asText().equals("completed") ? ExitCode.OK : ExitCode.FAILED;
  }

  @Command(
      description = "Keep a version that was applied with --confirm-within.",
      footer = {"", "Examples:", "  pillarbox rules confirm"})
  int confirm(@Mixin DataOption data) throws CommandFailure {
    door(data).plain("POST", "/rules/confirm", "", Map.of());
    say("It stays.");
    return ExitCode.OK;
  }

  @Command(
      description = "The JSON Schema of a rule set, for editors.",
      footer = {"", "Examples:", "  pillarbox rules schema > rules.schema.json"})
  int schema(@Mixin DataOption data) throws CommandFailure {
    say(door(data).get("/rules/schema").toPrettyString());
    return ExitCode.OK;
  }

  @Command(
      description = "What lint says of the rules, or of a file.",
      footer = {"", "Examples:", "  pillarbox rules lint", "  pillarbox rules lint -f rules.yaml"})
  int lint(
      @Mixin DataOption data,
      @Option(names = "-f", paramLabel = "FILE", description = "JSON or YAML.") Optional<Path> file)
      throws CommandFailure {
    RulesDoor door = door(data);
    JsonNode findings =
        file.isPresent()
            ? door.plain("PUT", "/rules", RulesDoor.file(file.get()), Map.of("dry-run", "true"))
                .path("findings")
            : door.get("/rules/lint");
    for (JsonNode finding : findings) {
      say(finding(finding));
    }
    say(findings.isEmpty() ? "Nothing to say." : findings.size() + " to look at.");
    return ExitCode.OK;
  }

  @Command(
      description = "Run the tests that the rules carry, or those of a file.",
      footer = {"", "Examples:", "  pillarbox rules test", "  pillarbox rules test -f rules.yaml"})
  int test(
      @Mixin DataOption data,
      @Option(names = "-f", paramLabel = "FILE", description = "JSON or YAML.") Optional<Path> file)
      throws CommandFailure {
    RulesDoor door = door(data);
    String document = file.isPresent() ? RulesDoor.file(file.get()) : door.yaml("/rules");
    JsonNode failed =
        door.plain("PUT", "/rules", document, Map.of("dry-run", "true")).path("failed");
    for (JsonNode one : failed) {
      say(failure(one));
    }
    say(failed.isEmpty() ? "All tests pass." : failed.size() + " fail.");
    return failed.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  @Command(
      aliases = "history",
      description = "Who made which version, when and why; newest first.",
      footer = {"", "Examples:", "  pillarbox rules versions"})
  int versions(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Option(names = "--limit", defaultValue = "20", description = "How many. Default: 20.")
          int limit)
      throws CommandFailure {
    JsonNode versions = door(data).get("/rules/versions?limit=" + limit);
    if (json.wanted()) {
      json.printJson(versions);
      return ExitCode.OK;
    }
    for (JsonNode one : versions) {
      say(
          "%5d  %s  %s  %s%s"
              .formatted(
                  one.path("version").asLong(),
                  one.path("at").asText(),
                  one.path("author").asText(),
                  one.path("comment").asText(),
                  one.path("forced").asBoolean() ? "  (tests failed)" : ""));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "What a version changed, or what changed between two.",
      footer = {"", "Examples:", "  pillarbox rules diff 7", "  pillarbox rules diff 7 --from 3"})
  int diff(
      @Mixin DataOption data,
      @Parameters(paramLabel = "N", description = "The version.") int version,
      @Option(names = "--from", paramLabel = "N", description = "Default: the one before.")
          Optional<Integer> from)
      throws CommandFailure {
    String diff =
        door(data)
            .text("/rules/versions/" + version + "/diff" + from.map(n -> "?from=" + n).orElse(""));
    say(diff.isEmpty() ? "No difference." : diff);
    return ExitCode.OK;
  }

  @Command(
      description = "Whether rules are asked, and which version is live.",
      footer = {"", "Examples:", "  pillarbox rules state"})
  int state(@Mixin DataOption data, @Mixin JsonOption json) throws CommandFailure {
    JsonNode state = door(data).get("/rules/state");
    if (json.wanted()) {
      json.printJson(state);
      return ExitCode.OK;
    }
    say(state.path("asked").asBoolean() ? "Rules are asked." : "Rules are off.");
    if (state.has("version")) {
      say(
          "Version "
              + state.path("version").asLong()
              + " with "
              + state.path("rules").asInt()
              + " rules.");
    }
    if (state.has("unconfirmed")) {
      say(
          "Taken back at "
              + state.path("unconfirmed").path("taken-back-at").asText()
              + " unless you say: pillarbox rules confirm");
    }
    if (state.has("trouble")) {
      say("Trouble: " + state.path("trouble").asText());
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Ask no rule any more, within a second. Needs no token, mail or search.",
      footer = {"", "Examples:", "  pillarbox rules off"})
  int off(@Mixin DataOption data) throws CommandFailure {
    onBox(data, box -> box.set(false));
    say("Rules are off on this machine, within a second. Switch them on with: pillarbox rules on");
    return ExitCode.OK;
  }

  @Command(
      description = "Ask the rules again.",
      footer = {"", "Examples:", "  pillarbox rules on"})
  int on(@Mixin DataOption data) throws CommandFailure {
    onBox(data, box -> box.set(true));
    say("Rules are on, within a second.");
    return ExitCode.OK;
  }

  @Command(
      description =
          "Go back to a version, within a second. Needs no token, mail or search; going back is a"
              + " new version.",
      footer = {"", "Examples:", "  pillarbox rules rollback", "  pillarbox rules rollback 5"})
  int rollback(
      @Mixin DataOption data,
      @Parameters(
              arity = "0..1",
              paramLabel = "N",
              description = "The version; default: the one before the newest, 0: no rules.")
          Optional<Integer> version)
      throws CommandFailure {
    onBox(data, box -> box.askRollback(version));
    say(
        "The rules go back to "
            + version.map(n -> "version " + n).orElse("the version before")
            + " within a second. See: pillarbox rules versions");
    return ExitCode.OK;
  }

  private static void onBox(DataOption data, Consumer<RuleSwitch> word) throws CommandFailure {
    Path folder = new DataDirectory(data.path()).rules();
    try {
      word.accept(new RuleSwitch(folder));
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, folder + " can't be written: " + e.getCause().getMessage(), e);
    }
  }

  @Command(
      description = "Release all that a rule held since then, and list what it refused.",
      footer = {"", "Examples:", "  pillarbox rules undo no-macros --since 2h"})
  int undo(
      @Mixin DataOption data,
      @Parameters(paramLabel = "RULE", description = "Its id.") String rule,
      @Option(
              names = "--since",
              required = true,
              paramLabel = "TIME",
              description = "A time, or how long ago.")
          String since)
      throws CommandFailure {
    JsonNode undone =
        door(data)
            .plain(
                "POST",
                "/quarantine/undo/" + Door.part(rule),
                "",
                Map.of("since", RulesDoor.time(since, true).toString()));
    for (JsonNode one : undone.path("released")) {
      say(
          one.path("sender").asText()
              + " to "
              + one.path("recipients").path(0).asText()
              + ": "
              + one.path("subject").asText());
    }
    say(undone.path("released").size() + " released.");
    JsonNode refused = undone.path("refused");
    if (refused.isEmpty() && undone.path("complete").asBoolean(true)) {
      return ExitCode.OK;
    }
    say("Refused, so that only their senders have them:");
    for (JsonNode one : refused) {
      String sender = one.path("sender").asText();
      say(
          "  %s  %s to %s  (%s)"
              .formatted(
                  one.path("at").asText(),
                  sender.isEmpty() ? "<>" : sender,
                  one.path("recipient").asText(),
                  one.path("explanation").asText()));
    }
    say(
        refused.size()
            + " refused"
            + (undone.path("complete").asBoolean(true)
                ? "."
                : "; there may be more: not all mail since then was looked at."));
    return ExitCode.OK;
  }

  @Command(
      description =
          "Why rules did with a message what they did: each rule that matched, each condition's"
              + " answer with the value it looked at.",
      footer = {"", "Examples:", "  pillarbox rules explain Mail1795444842799-56858c38"})
  int explain(
      @Mixin DataOption data,
      @Parameters(
              paramLabel = "ID",
              description = "As told with 250, in the quarantine, or in the log's line.")
          String id,
      @Option(names = "--all", description = "Rules that did not match, too.") boolean all)
      throws CommandFailure {
    say(
        door(data)
            .yaml("/rules/explanations/" + Door.part(id) + (all ? "?all=true" : ""))
            .stripTrailing());
    return ExitCode.OK;
  }

  @Command(
      description = "Accounts that a rule keeps from sending; lets one send again.",
      footer = {
        "",
        "Examples:",
        "  pillarbox rules suspended",
        "  pillarbox rules suspended --lift a@b.org"
      })
  int suspended(
      @Mixin DataOption data,
      @Option(names = "--lift", paramLabel = "ACCOUNT", description = "Let it send again.")
          Optional<String> lift)
      throws CommandFailure {
    if (lift.isPresent()) {
      data.door().delete("/suspensions/" + Door.part(lift.get()));
      say(lift.get() + " may send again.");
      return ExitCode.OK;
    }
    for (JsonNode one : door(data).get("/suspensions")) {
      say(
          one.path("account").asText()
              + " since "
              + one.path("at").asText()
              + " by rule "
              + one.path("rule").asText()
              + ": "
              + one.path("reason").asText());
    }
    return ExitCode.OK;
  }
}
