package org.pillarbox.engines;

import java.time.Duration;
import java.util.List;

/**
 * What an admin may set about the embedded Cassandra.
 *
 * @param port for CQL, on 127.0.0.1
 * @param storagePort that Cassandra wants for other nodes, on 127.0.0.1; nobody connects to it
 * @param maxHeapMegabytes the most that its Java heap may take, 256 to 31744
 * @param jvmOptions further options of its JVM, each beginning with -X or -D
 * @param startTimeout how long a start may take, commit log replay included, 10 s to 1 h
 */
public record CassandraConfiguration(
    int port,
    int storagePort,
    int maxHeapMegabytes,
    List<String> jvmOptions,
    Duration startTimeout) {
  private static final int LEAST_HEAP = 256;
  private static final int MOST_HEAP = 31_744;

  /**
   * Checks bounds.
   *
   * @throws IllegalArgumentException naming field, value and what is allowed
   */
  public CassandraConfiguration {
    Bounds.within("port", port, 1, Bounds.LAST_PORT);
    Bounds.within("storagePort", storagePort, 1, Bounds.LAST_PORT);
    if (port == storagePort) {
      throw new IllegalArgumentException(
          "storagePort: " + storagePort + " is taken by port; they must differ");
    }
    Bounds.within("maxHeapMegabytes", maxHeapMegabytes, LEAST_HEAP, MOST_HEAP);
    jvmOptions = JvmOptions.checked("jvmOptions", jvmOptions);
    Bounds.within("startTimeout", startTimeout, Duration.ofSeconds(10), Duration.ofHours(1));
  }

  /** Ports beside Cassandra's own, so that another Cassandra on the machine is not in the way. */
  public static CassandraConfiguration defaults() {
    return new CassandraConfiguration(19042, 17000, 512, List.of(), Duration.ofMinutes(3));
  }

  /** The same on other ports. */
  public CassandraConfiguration withPorts(int cqlPort, int otherStoragePort) {
    return new CassandraConfiguration(
        cqlPort, otherStoragePort, maxHeapMegabytes, jvmOptions, startTimeout);
  }

  /** The same with these further options of its JVM. */
  public CassandraConfiguration withJvmOptions(List<String> options) {
    return new CassandraConfiguration(port, storagePort, maxHeapMegabytes, options, startTimeout);
  }
}
