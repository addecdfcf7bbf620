package org.pillarbox.cli;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pillarbox.cli.machine.HeldDirectory;
import org.pillarbox.cli.machine.ReadyNote;

/** Starts {@code up} again in the background, and shows what it says until it is ready. */
final class Detached {
  private final Surroundings surroundings;
  private final DataOption option;
  private final Path data;
  private final Duration timeout;
  private long shown;

  Detached(Surroundings surroundings, DataOption data, Duration timeout) {
    this.surroundings = surroundings;
    this.option = data;
    this.data = data.path();
    this.timeout = timeout;
  }

  /** Returns when it is ready (0), has failed (1), or takes longer than the time-out (1). */
  int start(Optional<String> address) throws CommandFailure, IOException {
    // Held for a moment only: says at once who holds it, and makes the folder for the log.
    HeldDirectory.hold(data).close();
    Path log = data.resolve("logs/console.log");
    shown = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(command(address))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      return await(process, log);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted; the start is called off", e);
    }
  }

  private int await(Process process, Path log)
      throws CommandFailure, IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (Instant.now().isBefore(deadline)) {
      boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
      show(log);
      if (ended) {
        throw new CommandFailure(
            ExitCode.FAILED, "Pillarbox has not come up. What it said is also in " + log);
      }
      if (ReadyNote.read(data).filter(note -> note.pid() == process.pid()).isPresent()) {
        show(log);
        UpCommand.showFirstPassword(surroundings, data);
        surroundings
            .out()
            .println("It goes on in the background. Stop it: " + option.command("down"));
        return ExitCode.OK;
      }
    }
    throw new CommandFailure(
        ExitCode.FAILED,
        "Pillarbox is still starting after "
            + timeout.toSeconds()
            + " s (process "
            + process.pid()
            + "). See "
            + option.command("status")
            + " and "
            + log);
  }

  /** Shows what was added to the log. */
  private void show(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(file.length() - shown, 1 << 20)];
      file.seek(shown);
      file.readFully(added);
      shown += added.length;
      surroundings.out().print(new String(added, StandardCharsets.UTF_8));
      surroundings.out().flush();
    }
  }

  /** The same JVM, options and class path, in a session of its own so that no terminal ends it. */
  private List<String> command(Optional<String> address) {
    List<String> command = new ArrayList<>();
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      command.add(setsid.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.add("up");
    // Else its variables and its working directory, both ours, say where the data are.
    command.addAll(option.words());
    address.ifPresent(command::add);
    return command;
  }
}
