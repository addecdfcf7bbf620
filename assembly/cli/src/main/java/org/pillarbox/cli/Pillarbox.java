package org.pillarbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command. */
@Command(
    name = "pillarbox",
    description = "A mail server that runs: receives, keeps, finds and sends mail.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      FirstPasswordCommand.class,
      DomainCommand.class,
      UserCommand.class,
      AliasCommand.class,
      ForwardCommand.class,
      GroupCommand.class,
      QuotaCommand.class,
      LoginsCommand.class,
      RulesCommand.class,
      ListsCommand.class,
      BarCommand.class,
      UnbarCommand.class,
      InsideOnlyCommand.class,
      QuarantineCommand.class,
      TokenCommand.class,
      SearchCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      VersionCommand.class,
      JvmOptionsCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  pillarbox up you@example.org        start, and name domain and first account",
      "  pillarbox first-password            the password of that account, shown once",
      "  pillarbox user add ann@example.org  one more mailbox",
      "  pillarbox status                    how is it?",
      "  pillarbox down                      stop",
      "",
      "Each command explains itself: pillarbox COMMAND --help. All take --data DIR.",
      "Exit codes: 0 done, 1 failed, 2 written wrongly, 3 not running, 4 not found,",
      "5 exists already."
    })
final class Pillarbox implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  Pillarbox(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(surroundings.err());
    return ExitCode.USAGE;
  }
}
