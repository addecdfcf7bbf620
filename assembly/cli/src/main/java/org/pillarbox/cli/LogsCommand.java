package org.pillarbox.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log. */
@Command(
    name = "logs",
    description = "Show the end of the log.",
    footer = {
      "",
      "Examples:",
      "  pillarbox logs",
      "  pillarbox logs -f",
      "  pillarbox logs -n 1000 | grep ann@example.org",
      "  pillarbox logs --of cassandra"
    })
final class LogsCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 512;

  private final Surroundings surroundings;

  @Mixin private DataOption data;

  @Option(names = "-f", description = "Go on showing what is added, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      defaultValue = "100",
      description = "How many lines at first. Default: ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = "--of",
      paramLabel = "PART",
      defaultValue = "pillarbox",
      description = "Whose log: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Part part;

  /** Who writes a log. */
  private enum Part {
    /** The appliance. */
    pillarbox("pillarbox.log"),
    /** What was on the screen when it was started in the background. */
    console("console.log"),
    /** The store. */
    cassandra("cassandra/console.log"),
    /** The index. */
    opensearch("opensearch/console.log");

    private final String file;

    Part(String file) {
      this.file = file;
    }
  }

  LogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (lines < 0 || lines > 100_000) {
      throw new CommandFailure(ExitCode.USAGE, "-n may be 0 to 100000.");
    }
    Path file = data.path().resolve("logs").resolve(part.file);
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "There is no log at " + file + " that this user can read: has it ever been started?");
    }
    try {
      long end = tail(file);
      if (follow) {
        follow(file, end);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, file + " can't be read: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  /** Shows the last lines and gives back where the file ended. */
  private long tail(Path file) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long end = log.length();
      // Read no more than the lines could take: a log may be larger than memory.
      long window = Math.min(end, (long) (lines + 1) * LONGEST_LINE);
      String text = read(log, end - window, (int) window);
      String[] all = text.split("\n", -1);
      int last = text.endsWith("\n") ? all.length - 1 : all.length;
      for (int i = Math.max(0, last - lines); i < last; i++) {
        surroundings.out().println(all[i]);
      }
      surroundings.out().flush();
      return end;
    }
  }

  private void follow(Path file, long from) throws IOException, InterruptedException {
    long shown = from;
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      file.getParent()
          .register(
              watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
      while (!surroundings.out().checkError()) {
        shown = more(file, shown);
        WatchKey key = watch.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
  }

  /** Shows what was added; a file that became shorter was rolled over, and starts anew. */
  private long more(Path file, long shown) throws IOException {
    if (Files.notExists(file)) {
      return 0;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long end = log.length();
      long from = end < shown ? 0 : shown;
      int chunk = (int) Math.min(end - from, 1 << 20);
      surroundings.out().print(read(log, from, chunk));
      surroundings.out().flush();
      return from + chunk;
    }
  }

  private static String read(RandomAccessFile log, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    log.seek(from);
    log.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
