package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that can't be confused with a later one of the same number: its id, its start in clock
 * ticks since boot, and which boot. (A start as a wall-clock time moves when the clock is set.)
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  // proc(5): field 22 of stat; counted here from the state, which is field 3.
  private static final int START_FIELD = 22 - 3;

  /** The process of that number now; empty when there is none. */
  static Optional<ProcessIdentity> of(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name in parentheses may hold anything, so count from the last parenthesis.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      if (fields.get(0).equals("Z")) {
        return Optional.empty();
      }
      long start = Long.parseLong(fields.get(START_FIELD));
      return Optional.of(new ProcessIdentity(pid, start, Files.readString(BOOT).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A process that ends between open and read gives ESRCH.
      if (Files.exists(Path.of("/proc", Long.toString(pid)))) {
        throw e;
      }
      return Optional.empty();
    }
  }

  static ProcessIdentity self() throws IOException {
    return of(ProcessHandle.current().pid())
        .orElseThrow(() -> new IOException("/proc does not show this process"));
  }

  boolean alive() throws IOException {
    return of(pid).filter(this::equals).isPresent();
  }

  String asLine() {
    return pid + " " + startTicks + " " + boot;
  }

  /** The inverse of {@link #asLine}; empty for anything else. */
  static Optional<ProcessIdentity> parse(String line) {
    List<String> words = List.of(line.strip().split(" ", -1));
    if (words.size() != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(
              Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), words.get(2)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
