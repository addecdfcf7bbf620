package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Barring somebody. */
@Command(
    name = "bar",
    description =
        "Refuse mail from somebody, or to somebody. \"bar list\" shows who is barred; see unbar.",
    footer = {
      "",
      "Examples:",
      "  pillarbox bar spam@example.com --note 'since March'",
      "  pillarbox bar @example.com --to --for sales@example.org --until 30d",
      "  pillarbox bar 192.0.2.0/24",
      "  pillarbox bar list"
    })
final class BarCommand implements java.util.concurrent.Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "WHO", description = "An address, @domain or network; or the word list.")
  private String who = "";

  @Mixin private BarOptions bars;

  @Option(names = "--until", paramLabel = "TIME", description = "A time, or how long from now.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private String note = "";

  BarCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    if (who.equals("list")) {
      return list(door);
    }
    for (BarOptions.Bar bar : bars.of(who)) {
      door.plain(
          "PUT",
          bar.path(),
          "",
          RulesDoor.parameters(
              "for", bars.forWhom(), "until", RulesDoor.until(until), "note", note));
      surroundings
          .out()
          .println(
              who
                  + " is barred as "
                  + bar.way()
                  + (bars.forWhom().isEmpty() ? "" : " for " + bars.forWhom())
                  + ".");
    }
    return ExitCode.OK;
  }

  private int list(RulesDoor door) throws CommandFailure {
    JsonNode all = door.get("/bars");
    if (json.wanted()) {
      json.printJson(all);
      return ExitCode.OK;
    }
    for (JsonNode bar : all) {
      surroundings
          .out()
          .println(
              bar.has("rule")
                  ? bar.path("name").asText()
                  : bar.path("way").asText()
                      + " "
                      + bar.path("who").asText()
                      + (bar.has("until") ? " until " + bar.path("until").asText() : "")
                      + (bar.has("note") ? "  " + bar.path("note").asText() : ""));
    }
    return ExitCode.OK;
  }
}
