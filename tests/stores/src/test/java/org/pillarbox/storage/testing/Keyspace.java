package org.pillarbox.storage.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.stream.Stream;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.storage.StorageConfiguration;
import org.pillarbox.storage.schema.Schema;
import org.pillarbox.storage.session.CassandraConnection;

/** A test's own keyspace on the Cassandra that tests share. */
public final class Keyspace implements AutoCloseable {
  private final CassandraConnection connection;

  private Keyspace(CassandraConnection connection) {
    this.connection = connection;
  }

  /** How the appliance would reach it. */
  public static StorageConfiguration configuration(
      CassandraEngine.Endpoint cassandra, String name) {
    return StorageConfiguration.singleNode(
            cassandra.host() + ":" + cassandra.port(), cassandra.user(), cassandra.password())
        .withKeyspace(name);
  }

  /** Empty. */
  public static Keyspace empty(CassandraEngine.Endpoint cassandra, String name) {
    return new Keyspace(new CassandraConnection(configuration(cassandra, name)));
  }

  /** With these tables and those of the schema's own record. */
  public static Keyspace with(
      CassandraEngine.Endpoint cassandra, String name, CassandraModule... tables) {
    Keyspace keyspace = empty(cassandra, name);
    new Schema(Stream.concat(Stream.of(Schema.OWN_TABLES), Stream.of(tables)).toList())
        .prepare(keyspace.session());
    return keyspace;
  }

  /** A session on it, open until {@link #close()}. */
  public CqlSession session() {
    return connection.session();
  }

  /** The connection that the session belongs to. */
  public CassandraConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    connection.close();
  }
}
