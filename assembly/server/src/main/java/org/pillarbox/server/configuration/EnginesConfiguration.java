package org.pillarbox.server.configuration;

/**
 * The processes behind the appliance.
 *
 * @param cassandra keeps mail
 * @param opensearch finds mail
 */
public record EnginesConfiguration(
    CassandraConfiguration cassandra, OpenSearchConfiguration opensearch) {
  /** Small ones. */
  public static EnginesConfiguration defaults() {
    return new EnginesConfiguration(
        CassandraConfiguration.defaults(), OpenSearchConfiguration.defaults());
  }
}
