package org.pillarbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For the script: what the JVM must be told before it can read a configuration. */
@Command(
    name = "jvm-options",
    hidden = true,
    description = "Print the JVM options that follow from the settings.",
    footer = {"", "Examples:", "  pillarbox jvm-options"})
final class JvmOptionsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;

  JvmOptionsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    long heap = data.configuration().values().memory().heap().toMegabytes();
    surroundings.out().println("-Xmx" + heap + "m");
    return ExitCode.OK;
  }
}
