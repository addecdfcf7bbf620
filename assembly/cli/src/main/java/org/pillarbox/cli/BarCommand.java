package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.pillarbox.cli.door.Door;
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

  @Option(names = "--from", description = "As sender; this is the default.")
  private boolean from;

  @Option(names = "--to", description = "As destination of our users' mail.")
  private boolean to;

  @Option(
      names = "--for",
      paramLabel = "USER",
      description = "Only for this user, group or @domain of ours.")
  private Optional<String> forWhom = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "A time, or how long from now.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private String note = "";

  BarCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Where a bar is in the REST API. */
  static String path(boolean to, String who) {
    return "/bars/" + (to ? "to" : "from") + "/" + Door.part(who.replace('/', '_'));
  }

  @Override
  public Integer call() throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    if (who.equals("list")) {
      return list(door);
    }
    if (from || !to) {
      bar(door, false);
    }
    if (to) {
      bar(door, true);
    }
    return ExitCode.OK;
  }

  private void bar(RulesDoor door, boolean destination) throws CommandFailure {
    door.plain(
        "PUT",
        path(destination, who),
        "",
        RulesDoor.parameters(
            "for", forWhom.orElse(""), "until", RulesDoor.until(until), "note", note));
    surroundings
        .out()
        .println(
            who
                + (destination ? " is barred as destination" : " is barred as sender")
                + forWhom.map(whom -> " for " + whom).orElse("")
                + ".");
  }

  private int list(RulesDoor door) throws CommandFailure {
    JsonNode bars = door.get("/bars");
    if (json.wanted()) {
      json.printJson(bars);
      return ExitCode.OK;
    }
    for (JsonNode bar : bars) {
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
