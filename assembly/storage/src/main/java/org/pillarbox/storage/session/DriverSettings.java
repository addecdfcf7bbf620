package org.pillarbox.storage.session;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_MAX_ORPHAN_REQUESTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_MAX_REQUESTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_BASE_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.RECONNECTION_MAX_DELAY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_PAGE_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_CLASS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_TIMEOUT;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;
import org.apache.james.backends.cassandra.utils.LockLessConcurrencyLimitingRequestThrottler;
import org.pillarbox.storage.StorageConfiguration;

/**
 * The driver's configuration, said in code: a file is found only through a system property, and
 * when it is not found the driver goes on with LOCAL_ONE and 2 s without a word.
 *
 * <p>The named profiles are those that James' adapters look up by name.
 */
final class DriverSettings {
  private static final String QUORUM = "QUORUM";
  private static final String SERIAL = "SERIAL";
  private static final Duration BACKGROUND_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);

  private DriverSettings() {}

  static DriverConfigLoader loader(StorageConfiguration configuration) {
    Duration timeout = configuration.requestTimeout();
    return DriverConfigLoader.programmaticBuilder()
        .withString(REQUEST_CONSISTENCY, QUORUM)
        .withString(REQUEST_SERIAL_CONSISTENCY, SERIAL)
        .withDuration(REQUEST_TIMEOUT, timeout)
        .withInt(REQUEST_PAGE_SIZE, 5_000)
        .withDuration(CONNECTION_CONNECT_TIMEOUT, timeout)
        .withDuration(CONNECTION_INIT_QUERY_TIMEOUT, timeout)
        .withDuration(CONTROL_CONNECTION_TIMEOUT, timeout)
        .withDuration(METADATA_SCHEMA_REQUEST_TIMEOUT, SCHEMA_TIMEOUT)
        .withInt(CONNECTION_POOL_LOCAL_SIZE, 2)
        .withInt(CONNECTION_MAX_REQUESTS, 1_024)
        .withInt(CONNECTION_MAX_ORPHAN_REQUESTS, 256)
        // A restarted node must be found again within seconds: deliveries wait for it.
        .withDuration(RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
        .withDuration(RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
        // Bounds what one overload can pile up; beyond it a statement fails at once and the mail is
        // tried again.
        .withClass(REQUEST_THROTTLER_CLASS, LockLessConcurrencyLimitingRequestThrottler.class)
        .withInt(REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, 192)
        .withInt(REQUEST_THROTTLER_MAX_QUEUE_SIZE, 10_000)
        // Closing waits that long in each of two thread pools, for requests that we do not make any
        // more by then.
        .withDuration(NETTY_IO_SHUTDOWN_QUIET_PERIOD, Duration.ZERO)
        .withDuration(NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, Duration.ZERO)
        .startProfile("LWT")
        .withString(REQUEST_CONSISTENCY, SERIAL)
        .withString(REQUEST_SERIAL_CONSISTENCY, SERIAL)
        .startProfile("CACHING")
        .withString(REQUEST_CONSISTENCY, "LOCAL_ONE")
        .startProfile("OPTIMISTIC_CONSISTENCY_LEVEL")
        .withString(REQUEST_CONSISTENCY, QUORUM)
        .startProfile("BATCH")
        .withDuration(REQUEST_TIMEOUT, BACKGROUND_TIMEOUT)
        .startProfile("TABLE_CREATION")
        .withDuration(REQUEST_TIMEOUT, SCHEMA_TIMEOUT)
        .endProfile()
        .build();
  }
}
