package org.pillarbox.protection.rcpt;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Answers at RCPT what the pipeline would find after 250: users, aliases, forwards, groups,
 * user+tag, catch-alls.
 */
public final class LocalAddresses {
  private final DomainList domains;
  private final UsersRepository users;
  private final RecipientRewriteTable rewrites;

  @Inject
  public LocalAddresses(DomainList domains, UsersRepository users, RecipientRewriteTable rewrites) {
    this.domains = domains;
    this.users = users;
    this.rewrites = rewrites;
  }

  /**
   * Whether mail to the address stays here.
   *
   * @throws StoreAwayException when the list of domains can't be read
   */
  public boolean isLocal(MailAddress address) throws StoreAwayException {
    try {
      return domains.containsDomain(address.getDomain());
    } catch (DomainListException | RuntimeException e) {
      throw new StoreAwayException("domain of " + address, e);
    }
  }

  /**
   * Where an address of a local domain leads.
   *
   * @throws StoreAwayException when users or mappings can't be read
   */
  public Resolution resolve(MailAddress address) throws StoreAwayException {
    if (address.getLocalPart().indexOf('@') >= 0) {
      // "x@far.example"@example.org: James' user names can't hold it, so nobody has it.
      return new Resolution.Unknown();
    }
    try {
      Mappings mappings = rewrites.getResolvedMappings(address.getLocalPart(), address.getDomain());
      if (mappings.isEmpty()) {
        return users.contains(users.getUsername(address))
            ? new Resolution.Deliverable(List.of(address))
            : new Resolution.Unknown();
      }
      return reached(mappings);
    } catch (RecipientRewriteTable.ErrorMappingException e) {
      return new Resolution.Refused(Optional.ofNullable(e.getMessage()).orElse("refused"));
    } catch (RecipientRewriteTableException | UsersRepositoryException | RuntimeException e) {
      throw new StoreAwayException("recipient " + address, e);
    }
  }

  private static Resolution reached(Mappings mappings) {
    List<MailAddress> targets =
        mappings
            .asStream()
            .map(Mapping::asMailAddress)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return targets.isEmpty() ? new Resolution.Unknown() : new Resolution.Deliverable(targets);
  }
}
