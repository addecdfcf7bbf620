package org.pillarbox.cli.machine;

import java.nio.file.Path;
import java.time.Instant;

/** A machine that says what a test wants. */
public record FakeMachine(
    int javaFeature, long memory, long memoryAvailable, long disk, Instant now, String user)
    implements Machine {

  /** One on which everything is well. */
  public static FakeMachine good() {
    return new FakeMachine(
        17, 8L << 30, 6L << 30, 100L << 30, Instant.parse("2027-01-02T03:04:05Z"), "pillarbox");
  }

  @Override
  public long freeDisk(Path directory) {
    return disk;
  }
}
