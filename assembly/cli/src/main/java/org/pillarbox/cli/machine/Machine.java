package org.pillarbox.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What the machine says about itself. */
public interface Machine {
  /** Version of the JDK, such as 17. */
  int javaFeature();

  /** Bytes of memory that this process may use in all, the container's bound included. */
  long memory();

  /** Bytes that could be taken now; 0 when the machine does not say. */
  long memoryAvailable();

  /**
   * Bytes free on the disk of a directory.
   *
   * @throws IOException if the disk does not say
   */
  long freeDisk(Path directory) throws IOException;

  /** The clock. */
  Instant now();

  /** Name of the user whose process this is. */
  String user();

  /** This machine. */
  static Machine real() {
    return new Machine() {
      @Override
      public int javaFeature() {
        return Runtime.version().feature();
      }

      @Override
      public long memory() {
        return MemoryOfMachine.total();
      }

      @Override
      public long memoryAvailable() {
        return MemoryOfMachine.available();
      }

      @Override
      public long freeDisk(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public String user() {
        return System.getProperty("user.name");
      }
    };
  }
}
