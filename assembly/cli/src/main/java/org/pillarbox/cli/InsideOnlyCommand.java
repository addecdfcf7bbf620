package org.pillarbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Letting people write inside the company only. */
@Command(
    name = "inside-only",
    description =
        "Let a user, group or @domain of ours write inside the company only. \"inside-only list\""
            + " shows them.",
    footer = {
      "",
      "Examples:",
      "  pillarbox inside-only trainees@example.org",
      "  pillarbox inside-only @example.org --company sisters --except partners",
      "  pillarbox inside-only list",
      "  pillarbox inside-only trainees@example.org --remove"
    })
final class InsideOnlyCommand implements java.util.concurrent.Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "WHO", description = "A user, a group, or @domain; or the word list.")
  private String who = "";

  @Option(
      names = "--company",
      paramLabel = "LIST",
      description = "A named list of domains. Default: their own domain.")
  private String company = "";

  @Option(
      names = "--except",
      paramLabel = "LIST",
      description = "A named list of people or domains that they may write to all the same.")
  private String except = "";

  @Option(names = "--remove", description = "Let them out again.")
  private boolean remove;

  InsideOnlyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    if (who.equals("list")) {
      JsonNode rules = door.get("/inside-only");
      if (json.wanted()) {
        json.printJson(rules);
      } else {
        rules.forEach(rule -> surroundings.out().println(rule.path("id").asText()));
      }
      return ExitCode.OK;
    }
    door.plain(
        remove ? "DELETE" : "PUT",
        "/inside-only/" + Door.part(who),
        "",
        RulesDoor.parameters("company", company, "except", except));
    surroundings
        .out()
        .println(who + (remove ? " may write to everybody." : " may write inside only."));
    return ExitCode.OK;
  }
}
