package org.pillarbox.engines.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Data directories for tests that an engine's unprivileged account can reach. */
public final class TestDirectories {
  private TestDirectories() {}

  /**
   * A fresh directory with a short path (sockets allow 107 characters), which others may pass
   * through: JUnit's own are closed to them, and as root an engine runs as somebody else.
   */
  public static Path create() {
    try {
      Path directory = Files.createTempDirectory("pillarbox-");
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the directory and all below it. */
  public static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
