package org.pillarbox.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The appliance's process as written in {@code run/pillarbox.pid}: its number and when it was
 * started. A number alone is not enough, because numbers are given again: after a crash the file
 * may name somebody else's process, which must never be stopped or taken for ours.
 */
public final class ApplianceProcess {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private ApplianceProcess() {}

  private static Path file(Path data) {
    return data.resolve("run/pillarbox.pid");
  }

  /**
   * Writes this process down.
   *
   * @throws IOException if the disk refuses
   */
  public static void record(Path data) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Path draft = data.resolve("run/pillarbox.pid.new");
    Files.writeString(draft, self.pid() + "\n" + birth(self) + "\n");
    Files.move(draft, file(data), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Takes the note away.
   *
   * @throws IOException if the disk refuses
   */
  public static void forget(Path data) throws IOException {
    Files.deleteIfExists(file(data));
  }

  /**
   * The process, if it runs and is the one that was written down.
   *
   * @throws IOException if the note is there and can't be read
   */
  public static Optional<ProcessHandle> find(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(data));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() < 2 || !lines.get(0).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> birth(process).equals(lines.get(1)));
  }

  /**
   * When a process was born. On Linux in ticks since this boot, which no change of the clock moves;
   * elsewhere the time that the system tells.
   */
  private static String birth(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String line = Files.readString(stat);
      // The name in parentheses may hold anything, so count from behind it: field 22 of proc(5).
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Files.readString(BOOT).strip() + " " + fields[19];
    } catch (IOException e) {
      return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
  }
}
