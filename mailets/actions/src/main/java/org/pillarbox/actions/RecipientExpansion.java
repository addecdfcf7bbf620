package org.pillarbox.actions;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.internet.AddressException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTable.ErrorMappingException;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Whom an address stands for, after aliases, forwards, groups, {@code user+tag} and the domain's
 * catch-all.
 *
 * <p>What is closer wins: what is set for the very address; the user of that name; the same two
 * without the tag; and only then the catch-all. (James' own lookup asks the catch-all even for
 * addresses that exist.)
 */
public final class RecipientExpansion {
  private static final int DEPTH = 10;
  private static final int MOST = 5_000;
  private static final char TAG = '+';

  private final RecipientRewriteTable table;
  private final UsersRepository users;
  private final DomainList domains;

  @Inject
  public RecipientExpansion(
      RecipientRewriteTable table, UsersRepository users, DomainList domains) {
    this.table = table;
    this.users = users;
    this.domains = domains;
  }

  /** What an address stands for. */
  public sealed interface Result {
    /** These addresses; just the address itself if it stands for nobody else. */
    record Recipients(Set<MailAddress> addresses) implements Result {}

    /** Nobody: a mapping says so, or the mappings run in a circle or to too many. */
    record Refused(String reason) implements Result {}

    /** Nobody: the domain is ours and has no such user. */
    record Unknown() implements Result {}
  }

  /**
   * Expands one address.
   *
   * @throws RecipientRewriteTableException when the store did not answer
   * @throws UsersRepositoryException when the store did not answer
   * @throws DomainListException when the store did not answer
   */
  public Result expand(MailAddress address)
      throws RecipientRewriteTableException, UsersRepositoryException, DomainListException {
    Walk walk = new Walk();
    try {
      boolean known = walk.visit(address, new LinkedHashSet<>());
      return known ? new Result.Recipients(walk.found) : new Result.Unknown();
    } catch (ErrorMappingException refused) {
      return new Result.Refused(Optional.ofNullable(refused.getMessage()).orElse("refused"));
    } catch (AddressException bad) {
      return new Result.Refused("an alias leads to something that is no address");
    }
  }

  private final class Walk {
    private final Set<MailAddress> found = new LinkedHashSet<>();

    /** Returns false if nobody was found for this address. */
    boolean visit(MailAddress address, Set<MailAddress> path)
        throws RecipientRewriteTableException,
            UsersRepositoryException,
            DomainListException,
            ErrorMappingException,
            AddressException {
      if (!domains.containsDomain(address.getDomain())) {
        return add(address);
      }
      if (path.size() >= DEPTH || !path.add(address)) {
        throw new ErrorMappingException("aliases and forwards run in a circle");
      }
      Optional<MailAddress> untagged = untagged(address);
      Mappings own = stored(address);
      boolean known;
      if (!own.isEmpty()) {
        known = follow(own, address, path);
      } else if (exists(address)) {
        known = add(address);
      } else if (untagged.isPresent()
          && (!stored(untagged.get()).isEmpty() || exists(untagged.get()))) {
        known = visit(untagged.get(), path);
      } else {
        known =
            follow(
                table.getStoredMappings(MappingSource.fromDomain(address.getDomain())),
                address,
                path);
      }
      path.remove(address);
      return known;
    }

    private boolean follow(Mappings mappings, MailAddress address, Set<MailAddress> path)
        throws RecipientRewriteTableException,
            UsersRepositoryException,
            DomainListException,
            ErrorMappingException,
            AddressException {
      boolean known = false;
      for (Mapping mapping : mappings.asStream().toList()) {
        Optional<Username> target = mapping.rewriteUser(Username.of(address.asString()));
        if (target.isEmpty()) {
          continue;
        }
        MailAddress next = complete(target.get(), address.getDomain());
        if (next.equals(address)) {
          // A forward that names its own address keeps a copy.
          known |= exists(address) && add(address);
        } else {
          known |= visit(next, path);
        }
      }
      return known;
    }

    private boolean add(MailAddress address) throws ErrorMappingException {
      found.add(address);
      if (found.size() > MOST) {
        throw new ErrorMappingException("aliases and groups lead to more than " + MOST);
      }
      return true;
    }
  }

  private static MailAddress complete(Username target, Domain domain) throws AddressException {
    return target.hasDomainPart()
        ? new MailAddress(target.asString())
        : new MailAddress(target.asString(), domain);
  }

  private Mappings stored(MailAddress address) throws RecipientRewriteTableException {
    return table.getStoredMappings(MappingSource.fromMailAddress(address));
  }

  private boolean exists(MailAddress address) throws UsersRepositoryException {
    return users.contains(users.getUsername(address));
  }

  private static Optional<MailAddress> untagged(MailAddress address) throws AddressException {
    int tag = address.getLocalPart().indexOf(TAG);
    return tag > 0
        ? Optional.of(
            new MailAddress(address.getLocalPart().substring(0, tag), address.getDomain()))
        : Optional.empty();
  }
}
