package org.pillarbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others; by itself it shows what they are. */
abstract class Group implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  Group(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  void say(String line) {
    surroundings.out().println(line);
  }

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.usage(surroundings.err());
    return ExitCode.USAGE;
  }
}
