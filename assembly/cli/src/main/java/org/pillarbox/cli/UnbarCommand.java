package org.pillarbox.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(names = "--from", description = "As sender; this is the default.")
  private boolean from;

  @Option(names = "--to", description = "As destination.")
  private boolean to;

  @Option(names = "--for", paramLabel = "USER", description = "The bar for these only.")
  private Optional<String> forWhom = Optional.empty();

  UnbarCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    RulesDoor door = new RulesDoor(data.door());
    if (from || !to) {
      unbar(door, false);
    }
    if (to) {
      unbar(door, true);
    }
    surroundings.out().println(who + " is no longer barred.");
    return ExitCode.OK;
  }

  private void unbar(RulesDoor door, boolean destination) throws CommandFailure {
    door.plain(
        "DELETE",
        BarCommand.path(destination, who),
        "",
        RulesDoor.parameters("for", forWhom.orElse("")));
  }
}
