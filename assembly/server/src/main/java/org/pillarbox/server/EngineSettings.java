package org.pillarbox.server;

import java.time.Duration;
import org.pillarbox.engines.CassandraConfiguration;
import org.pillarbox.engines.OpenSearchConfiguration;
import org.pillarbox.server.configuration.DataSize;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/** What {@code pillarbox.yaml} means for the embedded engines. */
final class EngineSettings {
  // Beside the standard ports of either engine, and moved with the rest by ports.offset, so that
  // two appliances on
  // one machine do not meet.
  private static final int CQL = 9043;
  private static final int CASSANDRA_STORAGE = 7010;
  private static final int OPENSEARCH_HTTP = 9210;
  private static final int OPENSEARCH_TRANSPORT = 9310;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private EngineSettings() {}

  static CassandraConfiguration cassandra(PillarboxConfiguration configuration) {
    int offset = configuration.ports().offset();
    return new CassandraConfiguration(
        CQL + offset,
        CASSANDRA_STORAGE + offset,
        megabytes(configuration.engines().cassandra().heap()),
        PATIENCE);
  }

  static OpenSearchConfiguration openSearch(PillarboxConfiguration configuration) {
    int offset = configuration.ports().offset();
    return new OpenSearchConfiguration(
        OPENSEARCH_HTTP + offset,
        OPENSEARCH_TRANSPORT + offset,
        megabytes(configuration.engines().opensearch().heap()),
        PATIENCE);
  }

  private static int megabytes(DataSize size) {
    return Math.toIntExact(size.bytes() / (1024 * 1024));
  }
}
