package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.sieve.cassandra.CassandraSieveRepository;
import org.apache.james.sieve.cassandra.CassandraSieveRepositoryModule;
import org.apache.james.sieverepository.api.SieveQuotaRepository;
import org.apache.james.sieverepository.api.SieveRepository;

/**
 * Users' Sieve scripts and how much room they may take.
 *
 * <p>Binds {@link SieveRepository} and {@link SieveQuotaRepository}.
 */
public class SieveModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraSieveRepository.class).in(Scopes.SINGLETON);
    bind(SieveRepository.class).to(CassandraSieveRepository.class);
    bind(SieveQuotaRepository.class).to(CassandraSieveRepository.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraSieveRepositoryModule.MODULE);
  }
}
