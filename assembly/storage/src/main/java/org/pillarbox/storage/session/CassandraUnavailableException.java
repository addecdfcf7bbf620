package org.pillarbox.storage.session;

import org.pillarbox.storage.StorageConfiguration;

/**
 * Cassandra did not answer within the start timeout: not running, not reachable, or it refuses our
 * credentials.
 */
public class CassandraUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CassandraUnavailableException(StorageConfiguration configuration, Throwable cause) {
    super(
        "Cassandra at %s (datacenter %s, user %s) did not answer within %s: %s"
            .formatted(
                configuration.contactPoints(),
                configuration.localDatacenter(),
                configuration.user().orElse("none"),
                configuration.startTimeout(),
                cause.getMessage()),
        cause);
  }
}
