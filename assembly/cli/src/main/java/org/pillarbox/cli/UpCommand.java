package org.pillarbox.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pillarbox.cli.ServerStarter.RunningServer;
import org.pillarbox.cli.machine.ApplianceProcess;
import org.pillarbox.cli.machine.Finding;
import org.pillarbox.cli.machine.Finding.Weight;
import org.pillarbox.cli.machine.HeldDirectory;
import org.pillarbox.cli.machine.MachineCheck;
import org.pillarbox.cli.machine.ReadyNote;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts the appliance. */
@Command(
    name = "up",
    description = "Start Pillarbox, and say when it has sent itself a message and found it again.",
    footer = {
      "",
      "Runs until Ctrl-C, which stops it in order; with --detach it goes on in the background.",
      "ADDRESS names the domain and the first account, and is remembered in pillarbox.yaml.",
      "The first start takes longer: it makes secrets, a certificate and the stores.",
      "",
      "Examples:",
      "  pillarbox up you@example.org",
      "  pillarbox up --detach",
      "  PILLARBOX_PORTS_OFFSET=20000 pillarbox up --data /tmp/try"
    })
final class UpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "The first account, such as you@example.org.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = {"-d", "--detach"},
      description = "Go on in the background; return when it is ready, or has failed.")
  private boolean detach;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "With --detach: how long to wait. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    if (detach) {
      return new Detached(surroundings, data, timeout).start(address);
    }
    try (HeldDirectory held = HeldDirectory.hold(data.path());
        OrderlyStop stop = OrderlyStop.armed(surroundings.out())) {
      return run(held.path(), stop);
    }
  }

  private int run(Path path, OrderlyStop stop) throws Exception {
    ReadyNote.forget(path);
    ApplianceProcess.record(path);
    try {
      if (address.isPresent()) {
        FirstConfiguration.remember(path, address.get(), data.configuration().values());
      }
      PillarboxConfiguration configuration = data.configuration().values();
      check(configuration, path);
      return serve(configuration, path, stop);
    } finally {
      ReadyNote.forget(path);
      ApplianceProcess.forget(path);
    }
  }

  private void check(PillarboxConfiguration configuration, Path path) throws CommandFailure {
    List<Finding> findings =
        new MachineCheck(surroundings.machine(), Release.current().built())
            .before(configuration, path);
    findings.stream()
        .filter(finding -> finding.weight() != Weight.GOOD)
        .forEach(finding -> surroundings.err().println(FindingLine.of(finding)));
    if (findings.stream().anyMatch(finding -> finding.weight() == Weight.ERROR)) {
      throw new CommandFailure(
          ExitCode.FAILED, "Pillarbox has not been started: put right what is marked WRONG.");
    }
  }

  private int serve(PillarboxConfiguration configuration, Path path, OrderlyStop stop)
      throws Exception {
    LogFiles.use(configuration.log(), path);
    Steps steps = new Steps(surroundings.out(), Clock.systemUTC());
    steps.step("Starting " + configuration.hostname(machineName()) + " on " + path);
    try (RunningServer server = surroundings.server().start(configuration, path, steps)) {
      stop.closesOnSignal(server);
      ready(configuration, path, steps.elapsed());
      server.awaitStopped();
    } catch (CommandFailure failure) {
      throw failure;
    } catch (Exception e) {
      if (stop.asked()) {
        return ExitCode.FAILED;
      }
      throw new CommandFailure(
          ExitCode.FAILED,
          "Pillarbox has not come up: " + reason(e) + "\nSee " + path.resolve("logs"),
          e);
    }
    surroundings.out().println("Pillarbox has stopped.");
    surroundings.out().flush();
    return ExitCode.OK;
  }

  private void ready(PillarboxConfiguration configuration, Path path, Duration took)
      throws CommandFailure, IOException {
    ReadyNote note =
        new ReadyNote(
            ProcessHandle.current().pid(),
            Release.current().version(),
            surroundings.machine().now().truncatedTo(ChronoUnit.SECONDS).toString(),
            configuration.hostname(machineName()),
            configuration.allDomains(),
            configuration.firstAccount(),
            DataOption.door(configuration),
            configuration.listeners());
    ReadyTable table = new ReadyTable(configuration, note, data::command);
    surroundings
        .out()
        .print(table.text(took, FirstPassword.waits(path) && !surroundings.terminal()));
    showFirstPassword(surroundings, path);
    note.write(path);
  }

  /** On a terminal, once; a log file never sees it. */
  static void showFirstPassword(Surroundings surroundings, Path path) throws CommandFailure {
    if (surroundings.terminal()) {
      Optional<FirstPassword> password = FirstPassword.read(path);
      if (password.isPresent()) {
        surroundings
            .out()
            .println(
                "The password of "
                    + password.get().account()
                    + ", which is not shown again: "
                    + password.get().password());
        surroundings.out().flush();
        FirstPassword.forget(path);
      }
    }
    surroundings.out().flush();
  }

  /** The causes, from the outside in, each once. */
  private static String reason(Throwable e) {
    StringBuilder text = new StringBuilder(said(e));
    Throwable cause = e.getCause();
    for (int depth = 0; cause != null && depth < 5; depth++) {
      if (text.indexOf(said(cause)) < 0) {
        text.append(": ").append(said(cause));
      }
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static String said(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine that doesn't know itself has no name to give.
      return "localhost";
    }
  }
}
