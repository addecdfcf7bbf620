package org.pillarbox.engines.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.pillarbox.engines.CassandraEngine;

/** Sessions for tests: patient, and quick to close. */
public final class Cql {
  private Cql() {}

  /** An open session without a keyspace. */
  public static CqlSession session(CassandraEngine.Endpoint endpoint) {
    return builder(endpoint).build();
  }

  /** The same as another login. */
  public static CqlSession session(
      CassandraEngine.Endpoint endpoint, String user, String password) {
    return builder(endpoint).withAuthCredentials(user, password).build();
  }

  /** For what a test sets besides, such as a keyspace. */
  public static CqlSessionBuilder builder(CassandraEngine.Endpoint endpoint) {
    DriverConfigLoader settings =
        DriverConfigLoader.programmaticBuilder()
            // The driver's own two seconds are short for a change of schema on a busy machine.
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
            // And its two seconds of quiet before a close are the longest part of a short test.
            .withDuration(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, Duration.ZERO)
            .withDuration(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, Duration.ZERO)
            .build();
    return CqlSession.builder()
        .withConfigLoader(settings)
        .addContactPoint(new InetSocketAddress(endpoint.host(), endpoint.port()))
        .withLocalDatacenter("datacenter1")
        .withAuthCredentials(endpoint.user(), endpoint.password());
  }
}
