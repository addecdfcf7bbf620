package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Named lists. */
@Command(
    name = "lists",
    description = "Named lists of people, domains, networks, patterns and times for rules.",
    footer = {
      "",
      "Examples:",
      "  pillarbox lists show",
      "  pillarbox lists show partners > partners.yaml",
      "  pillarbox lists put partners -f partners.yaml"
    })
final class ListsCommand extends Group {
  ListsCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Show all lists, or the entries of one.",
      footer = {"", "Examples:", "  pillarbox lists show", "  pillarbox lists show partners"})
  int show(
      @Mixin DataOption data,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "LIST", description = "Only this one.")
          Optional<String> name)
      throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    if (name.isPresent() && !json.wanted()) {
      say(door.yaml("/lists/" + Door.part(name.get())).stripTrailing());
      return ExitCode.OK;
    }
    JsonNode lists = door.get(name.map(one -> "/lists/" + Door.part(one)).orElse("/lists"));
    if (json.wanted()) {
      json.printJson(lists);
      return ExitCode.OK;
    }
    for (JsonNode list : lists) {
      say(
          "%s  %s, %d entries  %s"
              .formatted(
                  list.path("name").asText(),
                  list.path("kind").asText(),
                  list.path("entries").asInt(),
                  list.path("note").asText()));
    }
    return ExitCode.OK;
  }

  @Command(
      description = "Make a list what a file says (kind, note, entries).",
      footer = {"", "Examples:", "  pillarbox lists put partners -f partners.yaml"})
  int put(
      @Mixin DataOption data,
      @Parameters(paramLabel = "LIST", description = "Its name.") String name,
      @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
          Path file,
      @Option(names = "-m", paramLabel = "TEXT", defaultValue = "", description = "Why.")
          String comment,
      @Option(names = "--dry-run", description = "Only show what would change.") boolean dryRun)
      throws CommandFailure {
    JsonNode outcome =
        new RulesDoor(data.door())
            .change(
                "PUT",
                "/lists/" + Door.part(name),
                RulesDoor.file(file),
                RulesDoor.parameters("comment", comment, "dry-run", dryRun ? "true" : ""),
                OptionalLong.empty());
    String diff = outcome.path("diff").asText();
    say(diff.isEmpty() ? "No difference." : diff);
    return ExitCode.OK;
  }

  @Command(
      description = "Take a list away.",
      footer = {"", "Examples:", "  pillarbox lists remove partners"})
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "LIST", description = "Its name.") String name)
      throws CommandFailure {
    new RulesDoor(data.door())
        .change("DELETE", "/lists/" + Door.part(name), "", Map.of(), OptionalLong.empty());
    say("List " + name + " is gone.");
    return ExitCode.OK;
  }
}
