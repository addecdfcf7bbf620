package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.adapter.mailbox.DelegationStoreAuthorizator;
import org.apache.james.adapter.mailbox.UserRepositoryAuthenticator;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.lifecycle.api.ConfigurationSanitizer;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.DelegationUsernameChangeTaskStep;
import org.apache.james.user.api.UsernameChangeTaskStep;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.cassandra.CassandraDelegationStore;
import org.apache.james.user.cassandra.CassandraRepositoryConfiguration;
import org.apache.james.user.cassandra.CassandraUsersDAO;
import org.apache.james.user.cassandra.CassandraUsersRepositoryModule;
import org.apache.james.user.lib.UsersDAO;
import org.apache.james.user.lib.UsersRepositoryImpl;
import org.apache.james.user.lib.model.Algorithm;
import org.apache.james.user.lib.model.Algorithm.HashingMode;
import org.pillarbox.storage.StorageConfiguration;

/**
 * Users, their passwords, and who may act for whom.
 *
 * <p>Passwords are kept as PBKDF2-SHA512, salted with the user's name, with the rounds of {@link
 * StorageConfiguration}; the rounds are stored with each password, so that raising them leaves old
 * passwords valid. Whatever {@code usersrepository.xml} says about an algorithm is not read: a weak
 * one cannot be configured.
 *
 * <p>Binds {@link UsersRepository}, {@link UsersDAO}, {@link DelegationStore}, {@link
 * Authenticator} and {@link Authorizator}. Reads {@code usersrepository.xml} for virtual hosting
 * and the delay after a wrong password.
 */
public class UserModule extends AbstractModule {
  private static final int KEY_BITS = 512;

  @Override
  protected void configure() {
    bind(CassandraUsersDAO.class).in(Scopes.SINGLETON);
    bind(UsersDAO.class).to(CassandraUsersDAO.class);
    bind(new TypeLiteral<UsersRepositoryImpl<CassandraUsersDAO>>() {}).in(Scopes.SINGLETON);
    bind(UsersRepository.class).to(new TypeLiteral<UsersRepositoryImpl<CassandraUsersDAO>>() {});

    bind(CassandraDelegationStore.class).in(Scopes.SINGLETON);
    bind(DelegationStore.class).to(CassandraDelegationStore.class);
    bind(UserRepositoryAuthenticator.class).in(Scopes.SINGLETON);
    bind(Authenticator.class).to(UserRepositoryAuthenticator.class);
    bind(DelegationStoreAuthorizator.class).in(Scopes.SINGLETON);
    bind(Authorizator.class).to(DelegationStoreAuthorizator.class);

    Multibinder.newSetBinder(binder(), UsernameChangeTaskStep.class)
        .addBinding()
        .to(DelegationUsernameChangeTaskStep.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraUsersRepositoryModule.MODULE);
  }

  @Provides
  @Singleton
  CassandraRepositoryConfiguration passwords(StorageConfiguration configuration) {
    return new CassandraRepositoryConfiguration(
        Algorithm.of("PBKDF2-SHA512-%d-%d".formatted(configuration.passwordRounds(), KEY_BITS)),
        HashingMode.PLAIN);
  }

  // Before any port opens, not when its turn comes: an unconfigured store refuses good recipients
  // for ever.
  @ProvidesIntoSet
  ConfigurationSanitizer configure(
      ConfigurationProvider configurations, UsersRepositoryImpl<CassandraUsersDAO> users) {
    return () -> users.configure(configurations.getConfiguration("usersrepository"));
  }
}
