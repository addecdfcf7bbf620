package org.pillarbox.server;

import java.time.Duration;
import org.pillarbox.engines.CassandraConfiguration;
import org.pillarbox.engines.OpenSearchConfiguration;
import org.pillarbox.server.configuration.DataSize;
import org.pillarbox.server.configuration.EnginePort;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/** What {@code pillarbox.yaml} means for the embedded engines. */
final class EngineSettings {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private EngineSettings() {}

  static CassandraConfiguration cassandra(PillarboxConfiguration configuration) {
    int offset = configuration.ports().offset();
    return new CassandraConfiguration(
        EnginePort.CQL.number() + offset,
        EnginePort.CASSANDRA_STORAGE.number() + offset,
        megabytes(configuration.engines().cassandra().heap()),
        configuration.engines().cassandra().jvmOptions(),
        PATIENCE);
  }

  static OpenSearchConfiguration openSearch(PillarboxConfiguration configuration) {
    int offset = configuration.ports().offset();
    return new OpenSearchConfiguration(
        EnginePort.OPENSEARCH_HTTP.number() + offset,
        EnginePort.OPENSEARCH_TRANSPORT.number() + offset,
        megabytes(configuration.engines().opensearch().heap()),
        configuration.engines().opensearch().jvmOptions(),
        PATIENCE);
  }

  private static int megabytes(DataSize size) {
    return Math.toIntExact(size.bytes() / (1024 * 1024));
  }
}
