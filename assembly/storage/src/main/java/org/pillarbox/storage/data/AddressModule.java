package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.lifecycle.api.ConfigurationSanitizer;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.cassandra.CassandraMappingsSourcesDAO;
import org.apache.james.rrt.cassandra.CassandraRRTModule;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTable;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTableDAO;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.configuration.ConfigurationProvider;

/**
 * Aliases, forwards, groups and catch-alls.
 *
 * <p>Binds {@link RecipientRewriteTable}, {@link AliasReverseResolver} and {@link CanSendFrom}.
 * Reads {@code recipientrewritetable.xml}.
 */
public class AddressModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraRecipientRewriteTable.class).in(Scopes.SINGLETON);
    bind(CassandraRecipientRewriteTableDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMappingsSourcesDAO.class).in(Scopes.SINGLETON);
    bind(RecipientRewriteTable.class).to(CassandraRecipientRewriteTable.class);
    bind(AliasReverseResolverImpl.class).in(Scopes.SINGLETON);
    bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
    bind(CanSendFromImpl.class).in(Scopes.SINGLETON);
    bind(CanSendFrom.class).to(CanSendFromImpl.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraRRTModule.MODULE);
  }

  // Before any port opens, not when its turn comes: an unconfigured store refuses good recipients
  // for ever.
  @ProvidesIntoSet
  ConfigurationSanitizer configure(
      ConfigurationProvider configurations, CassandraRecipientRewriteTable table) {
    return () -> table.configure(configurations.getConfiguration("recipientrewritetable"));
  }
}
