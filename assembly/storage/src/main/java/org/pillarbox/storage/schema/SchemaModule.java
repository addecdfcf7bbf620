package org.pillarbox.storage.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.CassandraZonedDateTimeModule;
import org.apache.james.backends.cassandra.utils.CassandraHealthCheck;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.core.healthcheck.HealthCheck;
import org.pillarbox.storage.session.CassandraConnection;
import org.pillarbox.storage.session.RememberingSession;
import org.pillarbox.storage.session.StatementFailures;

/**
 * Binds {@link CqlSession}: one session, on a keyspace whose schema is complete before anyone gets
 * it; {@link StatementFailures}; and Cassandra's health check.
 *
 * <p>To be bound elsewhere: {@link org.pillarbox.storage.StorageConfiguration}; and each room's
 * tables, in the multibinder of {@link CassandraModule}.
 */
public class SchemaModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraConnection.class).in(Scopes.SINGLETON);
    bind(CassandraSchemaVersionDAO.class).in(Scopes.SINGLETON);
    bind(CassandraSchemaVersionManager.class).in(Scopes.SINGLETON);

    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(CassandraZonedDateTimeModule.MODULE);
    tables.addBinding().toInstance(Schema.OWN_TABLES);

    Multibinder.newSetBinder(binder(), HealthCheck.class)
        .addBinding()
        .to(CassandraHealthCheck.class);
  }

  @Provides
  @Singleton
  Schema schema(Set<CassandraModule> modules) {
    return new Schema(modules);
  }

  @Provides
  @Singleton
  CqlSession session(CassandraConnection connection, Schema schema) {
    schema.prepare(connection.session());
    return new RememberingSession(connection.session());
  }

  @Provides
  @Singleton
  StatementFailures failures(CassandraConnection connection) {
    return connection.failures();
  }
}
