package org.pillarbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Taking a bar away. */
@Command(
    name = "unbar",
    description = "Take a bar away, see bar.",
    footer = {
      "",
      "Examples:",
      "  pillarbox unbar spam@example.com",
      "  pillarbox unbar @example.com --to --for sales@example.org"
    })
final class UnbarCommand implements java.util.concurrent.Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;

  @Parameters(paramLabel = "WHO", description = "An address, @domain or network.")
  private String who = "";

  @Mixin private BarOptions bars;

  UnbarCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    for (BarOptions.Bar bar : bars.of(who)) {
      door.plain("DELETE", bar.path(), "", RulesDoor.parameters("for", bars.forWhom()));
    }
    surroundings.out().println(who + " is no longer barred.");
    return ExitCode.OK;
  }
}
