package org.pillarbox.server;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.rrt.api.MappingAlreadyExistsException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.utils.GuiceProbe;

/**
 * What a first start creates: the domains named in the configuration, the first account, and the
 * role addresses of every domain. Everything here can be done again without harm, because a first
 * start may be cut short anywhere.
 */
public final class Provisioning implements GuiceProbe {
  /**
   * Addresses that every domain has to accept (RFC 5321 section 4.5.1, RFC 2142 sections 4 and 5).
   */
  static final List<String> ROLES = List.of("postmaster", "abuse", "hostmaster", "webmaster");

  private final DomainList domains;
  private final UsersRepository users;
  private final RecipientRewriteTable rewrites;
  private final MailboxManager mailboxes;

  /** Works on the running server's own tables. */
  @Inject
  public Provisioning(
      DomainList domains,
      UsersRepository users,
      RecipientRewriteTable rewrites,
      MailboxManager mailboxes) {
    this.domains = domains;
    this.users = users;
    this.rewrites = rewrites;
    this.mailboxes = mailboxes;
  }

  /**
   * Adds a domain that is missing.
   *
   * @throws IOException when the domain can't be read or written
   */
  public void domain(String name) throws IOException {
    try {
      if (!domains.containsDomain(Domain.of(name))) {
        domains.addDomain(Domain.of(name));
      }
    } catch (DomainListException e) {
      throw new IOException("The domain " + name + " could not be added", e);
    }
  }

  /** Whether that account exists. */
  public boolean accountExists(String address) throws IOException {
    try {
      return users.contains(Username.of(address));
    } catch (UsersRepositoryException e) {
      throw new IOException("The account " + address + " could not be looked up", e);
    }
  }

  /**
   * Adds an account that is missing.
   *
   * @return whether it was added now
   * @throws IOException when it can't be read or written
   */
  public boolean account(String address, String password) throws IOException {
    Username username = Username.of(address);
    try {
      if (users.contains(username)) {
        return false;
      }
      users.addUser(username, password);
      return true;
    } catch (UsersRepositoryException e) {
      throw new IOException("The account " + address + " could not be added", e);
    }
  }

  /**
   * Removes an account with everything in its mailboxes. The mailboxes go first: without the
   * account nobody would find them again.
   *
   * @throws IOException when something of it can't be removed
   */
  public void removeAccount(String address) throws IOException {
    Username username = Username.of(address);
    try {
      MailboxSession session = mailboxes.createSystemSession(username);
      List<MailboxPath> paths =
          mailboxes
              .search(MailboxQuery.privateMailboxesBuilder(session).build(), session)
              .map(found -> found.getPath())
              .collectList()
              .block(java.time.Duration.ofSeconds(10));
      for (MailboxPath path : paths == null ? List.<MailboxPath>of() : paths) {
        mailboxes.deleteMailbox(path, session);
      }
      if (users.contains(username)) {
        users.removeUser(username);
      }
    } catch (UsersRepositoryException | MailboxException e) {
      throw new IOException("The account " + address + " could not be removed", e);
    }
  }

  /**
   * Makes the role addresses of every domain aliases of one account, except those that an
   * administrator has pointed elsewhere or turned into accounts.
   *
   * @throws IOException when a table can't be read or written
   */
  public void roles(String target) throws IOException {
    try {
      for (Domain domain : domains.getDomains()) {
        for (String role : ROLES) {
          role(role, domain, target);
        }
      }
    } catch (DomainListException | RecipientRewriteTableException | UsersRepositoryException e) {
      throw new IOException("The role addresses could not be made aliases of " + target, e);
    }
  }

  private void role(String role, Domain domain, String target)
      throws RecipientRewriteTableException, UsersRepositoryException {
    MappingSource source = MappingSource.fromUser(role, domain);
    boolean taken =
        users.contains(Username.fromLocalPartWithDomain(role, domain))
            || !rewrites.getStoredMappings(source).isEmpty();
    if (!taken) {
      try {
        rewrites.addAliasMapping(source, target);
      } catch (MappingAlreadyExistsException e) {
        // Another writer was faster with the very same alias: what was wanted is there.
        return;
      }
    }
  }

  /** Makes the INBOX, so that a client's first SELECT does not fail. */
  void inbox(String address) throws IOException {
    Username username = Username.of(address);
    MailboxSession session = mailboxes.createSystemSession(username);
    try {
      mailboxes.createMailbox(MailboxPath.inbox(session), session);
    } catch (MailboxExistsException e) {
      return;
    } catch (MailboxException e) {
      throw new IOException("The INBOX of " + address + " could not be made", e);
    }
  }
}
