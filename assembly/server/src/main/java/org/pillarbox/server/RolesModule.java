package org.pillarbox.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.user.api.UsersRepository;

/**
 * Gives every domain its role addresses. To be given to {@code overrideWith}: replaces {@link
 * DomainList}.
 */
final class RolesModule extends AbstractModule {
  private final Username postmaster;

  /**
   * Roles of one account.
   *
   * @param postmaster who reads what is sent to the role addresses
   */
  RolesModule(Username postmaster) {
    this.postmaster = postmaster;
  }

  @Provides
  @Singleton
  RoleAddresses roles(UsersRepository users, RecipientRewriteTable rewrites) {
    return new RoleAddresses(users, rewrites, postmaster);
  }

  @Provides
  @Singleton
  DomainList domains(Provider<CassandraDomainList> domains, Provider<RoleAddresses> roles) {
    return new DomainsWithRoles(domains::get, roles::get);
  }
}
