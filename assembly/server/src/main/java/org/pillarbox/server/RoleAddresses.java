package org.pillarbox.server;

import java.util.List;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.MappingAlreadyExistsException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Addresses that every domain has to accept (RFC 5321 section 4.5.1, RFC 2142 sections 4 and 5):
 * aliases of the postmaster's account, except those that an administrator has pointed elsewhere or
 * turned into accounts.
 */
final class RoleAddresses {
  private static final List<String> ROLES =
      List.of("postmaster", "abuse", "hostmaster", "webmaster");

  private final UsersRepository users;
  private final RecipientRewriteTable rewrites;
  private final Username target;

  RoleAddresses(UsersRepository users, RecipientRewriteTable rewrites, Username target) {
    this.users = users;
    this.rewrites = rewrites;
    this.target = target;
  }

  /**
   * Makes those that are missing.
   *
   * @throws DomainListException when a table can't be read or written; doing it again goes on from
   *     there
   */
  void add(Domain domain) throws DomainListException {
    try {
      for (String role : ROLES) {
        MappingSource source = MappingSource.fromUser(role, domain);
        boolean taken =
            users.contains(Username.fromLocalPartWithDomain(role, domain))
                || !rewrites.getStoredMappings(source).isEmpty();
        if (!taken) {
          rewrites.addAliasMapping(source, target.asString());
        }
      }
    } catch (MappingAlreadyExistsException e) {
      // Somebody else made the very same alias in between; a further call makes the rest.
      throw new DomainListException(
          "The role addresses of " + domain.asString() + " changed meanwhile", e);
    } catch (RecipientRewriteTableException | UsersRepositoryException e) {
      throw new DomainListException(
          "The role addresses of " + domain.asString() + " could not be made", e);
    }
  }

  /**
   * Removes those that are still what {@link #add} made of them; the domain could not be removed
   * with them.
   *
   * @throws DomainListException when a table can't be read or written
   */
  void remove(Domain domain) throws DomainListException {
    try {
      for (String role : ROLES) {
        MappingSource source = MappingSource.fromUser(role, domain);
        if (rewrites.getStoredMappings(source).contains(Mapping.alias(target.asString()))) {
          rewrites.removeAliasMapping(source, target.asString());
        }
      }
    } catch (RecipientRewriteTableException e) {
      throw new DomainListException(
          "The role addresses of " + domain.asString() + " could not be removed", e);
    }
  }
}
