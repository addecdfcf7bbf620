package org.pillarbox.server.configuration;

/**
 * Memory of the appliance's own process; the engines have their heaps under {@code engines}.
 *
 * @param heap the most its objects may take
 */
public record MemoryConfiguration(@Meaning("Heap of the appliance's own process.") DataSize heap) {
  /** Enough for fifty sessions on a small machine. */
  public static MemoryConfiguration defaults() {
    return new MemoryConfiguration(DataSize.megabytes(384));
  }

  /** Refuses what James can't start with. */
  public MemoryConfiguration {
    Checks.atLeast("heap", heap, DataSize.megabytes(256));
  }
}
