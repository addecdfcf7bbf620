package org.pillarbox.cli;

import java.util.concurrent.Callable;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For the script: what must be known before the JVM that reads the configuration starts. */
@Command(
    name = "jvm-options",
    hidden = true,
    description = "Print what the script must know of the settings.",
    footer = {"", "Examples:", "  pillarbox jvm-options"})
final class JvmOptionsCommand implements Callable<Integer> {
  /** Ports from here on need no privilege. */
  private static final int FREE_PORTS = 1_024;

  private final Surroundings surroundings;

  @Mixin private DataOption data;

  JvmOptionsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    PillarboxConfiguration configuration = data.configuration().values();
    surroundings.out().println("-Xmx" + configuration.memory().heap().toMegabytes() + "m");
    boolean privileged =
        configuration.listeners().stream().anyMatch(listener -> listener.port() < FREE_PORTS);
    surroundings.out().println(privileged ? "privileged-ports" : "free-ports");
    return ExitCode.OK;
  }
}
