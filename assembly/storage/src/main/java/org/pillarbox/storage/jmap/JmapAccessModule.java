package org.pillarbox.storage.jmap;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.jmap.api.access.AccessTokenRepository;
import org.apache.james.jmap.api.pushsubscription.PushSubscriptionRepository;
import org.apache.james.jmap.cassandra.access.CassandraAccessTokenRepository;
import org.apache.james.jmap.cassandra.pushsubscription.CassandraPushSubscriptionRepository;

/**
 * The part of JMAP's store that asks James' {@code JMAPServerModule} for something: how long a
 * token lives, and the types that can be pushed. Combine it exactly where that module is combined;
 * its tables are always there.
 *
 * <p>Binds {@link AccessTokenRepository} and {@link PushSubscriptionRepository}.
 */
public class JmapAccessModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraAccessTokenRepository.class).in(Scopes.SINGLETON);
    bind(AccessTokenRepository.class).to(CassandraAccessTokenRepository.class);
    bind(CassandraPushSubscriptionRepository.class).in(Scopes.SINGLETON);
    bind(PushSubscriptionRepository.class).to(CassandraPushSubscriptionRepository.class);
  }
}
