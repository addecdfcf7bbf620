package org.pillarbox.server.configuration;

/**
 * Where mail is kept: in the Cassandra that the appliance runs itself.
 *
 * @param heap its heap
 */
public record CassandraConfiguration(@Meaning("Heap of Cassandra.") DataSize heap) {
  /** A small heap. */
  public static CassandraConfiguration defaults() {
    return new CassandraConfiguration(DataSize.megabytes(320));
  }

  /** Refuses a heap that Cassandra does not start with. */
  public CassandraConfiguration {
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
  }
}
