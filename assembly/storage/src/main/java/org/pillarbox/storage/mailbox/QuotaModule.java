package org.pillarbox.storage.mailbox;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.events.EventListener;
import org.apache.james.mailbox.cassandra.modules.CassandraQuotaModule;
import org.apache.james.mailbox.cassandra.quota.CassandraCurrentQuotaManager;
import org.apache.james.mailbox.cassandra.quota.CassandraGlobalMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerDomainMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerUserMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerUserMaxQuotaManager;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootDeserializer;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.ListeningCurrentQuotaUpdater;
import org.apache.james.mailbox.store.quota.QuotaUpdater;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;

/**
 * How much each user may keep and how much each keeps: limits for all, per domain and per user;
 * counted by a listener.
 *
 * <p>Binds {@link QuotaManager}, {@link CurrentQuotaManager}, {@link MaxQuotaManager}, {@link
 * QuotaRootResolver} and {@link QuotaUpdater}.
 */
public class QuotaModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraCurrentQuotaManager.class).in(Scopes.SINGLETON);
    bind(CassandraGlobalMaxQuotaDao.class).in(Scopes.SINGLETON);
    bind(CassandraPerDomainMaxQuotaDao.class).in(Scopes.SINGLETON);
    bind(CassandraPerUserMaxQuotaDao.class).in(Scopes.SINGLETON);
    bind(CassandraPerUserMaxQuotaManager.class).in(Scopes.SINGLETON);
    bind(DefaultUserQuotaRootResolver.class).in(Scopes.SINGLETON);
    bind(StoreQuotaManager.class).in(Scopes.SINGLETON);

    bind(CurrentQuotaManager.class).to(RememberedUsage.class);
    bind(MaxQuotaManager.class).to(CassandraPerUserMaxQuotaManager.class);
    bind(QuotaManager.class).to(StoreQuotaManager.class);
    bind(QuotaRootResolver.class).to(DefaultUserQuotaRootResolver.class);
    bind(QuotaRootDeserializer.class).to(DefaultUserQuotaRootResolver.class);
    bind(UserQuotaRootResolver.class).to(DefaultUserQuotaRootResolver.class);

    bind(ListeningCurrentQuotaUpdater.class).in(Scopes.SINGLETON);
    bind(QuotaUpdater.class).to(ListeningCurrentQuotaUpdater.class);
    Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
        .addBinding()
        .to(ListeningCurrentQuotaUpdater.class);

    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraQuotaModule.MODULE);
  }
}
