package org.pillarbox.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pillarbox.cli.machine.ApplianceProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the appliance. */
@Command(
    name = "down",
    description = "Stop Pillarbox in order: no mail is lost.",
    footer = {
      "",
      "Exit code 0: it has stopped. 3: it wasn't running. 1: it has not stopped in time.",
      "",
      "Examples:",
      "  pillarbox down",
      "  pillarbox down --data /srv/mail --timeout 2m"
    })
final class DownCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private DataOption data;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long to wait. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  DownCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    Optional<ProcessHandle> running = find();
    if (running.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_RUNNING, "Pillarbox isn't running on " + data.path() + ".");
    }
    ProcessHandle process = running.get();
    if (!process.destroy()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Process "
              + process.pid()
              + " can't be stopped by this user. Try: sudo pillarbox down --data "
              + data.path());
    }
    await(process);
    surroundings.out().println("Pillarbox has stopped.");
    return ExitCode.OK;
  }

  private Optional<ProcessHandle> find() throws CommandFailure {
    try {
      return ApplianceProcess.find(data.path());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, data.path() + " can't be read by this user: " + e.getMessage(), e);
    }
  }

  private void await(ProcessHandle process) throws CommandFailure {
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Process "
              + process.pid()
              + " has been told to stop, but still runs. See pillarbox logs. As a last resort, kill"
              + " -9 "
              + process.pid()
              + " loses no mail either",
          e);
    } catch (ExecutionException e) {
      throw new CommandFailure(ExitCode.FAILED, "Waiting for the end failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted; Pillarbox goes on stopping", e);
    }
  }
}
