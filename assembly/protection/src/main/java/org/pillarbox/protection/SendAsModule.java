package org.pillarbox.protection;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.protection.sendas.CassandraSendAsGrants;
import org.pillarbox.protection.sendas.SendAsGrants;

/**
 * Grants to send as somebody else, in Cassandra. Binds {@link SendAsGrants} and adds its table to
 * the schema. Must be bound elsewhere: {@code CqlSession}, and whoever reads the multibinder of
 * {@link CassandraModule} (room storage).
 */
public final class SendAsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraSendAsGrants.class).in(Scopes.SINGLETON);
    bind(SendAsGrants.class).to(CassandraSendAsGrants.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraSendAsGrants.TABLE);
  }
}
