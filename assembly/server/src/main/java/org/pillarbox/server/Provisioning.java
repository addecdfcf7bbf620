package org.pillarbox.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.search.MailboxQuery;
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
  private final RoleAddresses roles;
  private final MailboxManager mailboxes;

  /** Works on the running server's own tables. */
  @Inject
  Provisioning(
      DomainList domains, UsersRepository users, RoleAddresses roles, MailboxManager mailboxes) {
    this.domains = domains;
    this.users = users;
    this.roles = roles;
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
              .block(Duration.ofSeconds(10));
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
   * Makes the role addresses that a domain lacks: of domains that were there before the first
   * account, and of those whose making was cut short.
   *
   * @throws IOException when a table can't be read or written
   */
  public void roles() throws IOException {
    try {
      for (Domain domain : domains.getDomains()) {
        roles.add(domain);
      }
    } catch (DomainListException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
