package org.pillarbox.engines;

import java.time.Duration;
import java.util.List;

/**
 * What an admin may set about the embedded OpenSearch.
 *
 * @param port for HTTP, on 127.0.0.1
 * @param transportPort that OpenSearch wants for other nodes, on 127.0.0.1; nobody connects to it
 * @param maxHeapMegabytes its Java heap, 128 to 31744
 * @param jvmOptions further options of its JVM, each beginning with -X or -D
 * @param startTimeout how long a start may take, 10 s to 1 h
 */
public record OpenSearchConfiguration(
    int port,
    int transportPort,
    int maxHeapMegabytes,
    List<String> jvmOptions,
    Duration startTimeout) {
  private static final int LEAST_HEAP = 128;
  private static final int MOST_HEAP = 31_744;

  /**
   * Checks bounds.
   *
   * @throws IllegalArgumentException naming field, value and what is allowed
   */
  public OpenSearchConfiguration {
    Bounds.within("port", port, 1, Bounds.LAST_PORT);
    Bounds.within("transportPort", transportPort, 1, Bounds.LAST_PORT);
    if (port == transportPort) {
      throw new IllegalArgumentException(
          "transportPort: " + transportPort + " is taken by port; they must differ");
    }
    Bounds.within("maxHeapMegabytes", maxHeapMegabytes, LEAST_HEAP, MOST_HEAP);
    jvmOptions = JvmOptions.checked("jvmOptions", jvmOptions);
    Bounds.within("startTimeout", startTimeout, Duration.ofSeconds(10), Duration.ofHours(1));
  }

  /** Ports beside OpenSearch's own, so that another OpenSearch on the machine is not in the way. */
  public static OpenSearchConfiguration defaults() {
    return new OpenSearchConfiguration(19200, 19300, 256, List.of(), Duration.ofMinutes(3));
  }

  /** The same on other ports. */
  public OpenSearchConfiguration withPorts(int httpPort, int otherTransportPort) {
    return new OpenSearchConfiguration(
        httpPort, otherTransportPort, maxHeapMegabytes, jvmOptions, startTimeout);
  }

  /** The same with these further options of its JVM. */
  public OpenSearchConfiguration withJvmOptions(List<String> options) {
    return new OpenSearchConfiguration(
        port, transportPort, maxHeapMegabytes, options, startTimeout);
  }
}
