package org.pillarbox.engines;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Sessions for tests. */
final class Cql {
  private Cql() {}

  static CqlSession session(CassandraEngine.Endpoint endpoint) {
    return session(endpoint, endpoint.user(), endpoint.password());
  }

  static CqlSession session(CassandraEngine.Endpoint endpoint, String user, String password) {
    // The driver's own two seconds are short for a change of schema on a busy build machine.
    DriverConfigLoader patient =
        DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
            .build();
    return CqlSession.builder()
        .withConfigLoader(patient)
        .addContactPoint(new InetSocketAddress(endpoint.host(), endpoint.port()))
        .withLocalDatacenter("datacenter1")
        .withAuthCredentials(user, password)
        .build();
  }
}
