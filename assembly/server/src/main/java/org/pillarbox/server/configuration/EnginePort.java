package org.pillarbox.server.configuration;

/**
 * A port that an embedded engine listens on, on loopback: beside the standard ports of either
 * engine, and moved with the rest by {@code ports.offset}, so that two appliances on one machine do
 * not meet.
 */
public enum EnginePort {
  /** Where the appliance talks CQL to Cassandra. */
  CQL("Cassandra", 9043),
  /** Cassandra's port for other nodes, of which there are none. */
  CASSANDRA_STORAGE("Cassandra's inner", 7010),
  /** Where the appliance talks HTTP to OpenSearch. */
  OPENSEARCH_HTTP("OpenSearch", 9210),
  /** OpenSearch's port for other nodes, of which there are none. */
  OPENSEARCH_TRANSPORT("OpenSearch's inner", 9310);

  private final String title;
  private final int number;

  EnginePort(String title, int number) {
    this.title = title;
    this.number = number;
  }

  /** What listens, for people. */
  public String title() {
    return title;
  }

  /** Without the offset. */
  public int number() {
    return number;
  }
}
