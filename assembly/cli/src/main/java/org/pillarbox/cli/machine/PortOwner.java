package org.pillarbox.cli.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the process that listens on a port, where Linux tells: only root sees other users' sockets.
 * It is a courtesy in a message, so that not knowing is no failure.
 */
final class PortOwner {
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** Such as {@code nginx (process 812)}. */
  static Optional<String> of(int port) {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Optional<String> owner = inode(Path.of(table), port).flatMap(PortOwner::process);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inode(Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals(LISTENING))
          .map(fields -> fields[9])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> process(String inode) {
    String wanted = "socket:[" + inode + "]";
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process.pid(), wanted))
        .map(process -> name(process) + " (process " + process.pid() + ")")
        .findFirst();
  }

  private static boolean holds(long pid, String wanted) {
    Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().equals(wanted)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private static String name(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .orElse("a program");
  }
}
