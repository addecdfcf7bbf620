package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.CoreDataModule;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainListModule;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.lifecycle.api.ConfigurationSanitizer;

/**
 * The domains that mail is taken for.
 *
 * <p>Binds {@link DomainList} and what {@link CoreDataModule} binds. Reads {@code domainlist.xml}.
 */
public class DomainModule extends AbstractModule {
  @Override
  protected void configure() {
    install(new CoreDataModule());
    bind(CassandraDomainList.class).in(Scopes.SINGLETON);
    bind(DomainList.class).to(CassandraDomainList.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraDomainListModule.MODULE);
  }

  // Before any port opens, not when its turn comes: an unconfigured store refuses good recipients
  // for ever.
  @ProvidesIntoSet
  ConfigurationSanitizer configure(
      DomainListConfiguration configuration, CassandraDomainList domains) {
    return () -> domains.configure(configuration);
  }
}
