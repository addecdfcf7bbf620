package org.pillarbox.protection.rcpt;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.rrt.lib.MappingsImpl;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * James' rewriting with two things that people expect of a mail server: {@code bob+anything@}
 * reaches bob (RFC 5233), and a catch-all takes what nobody else takes, not what users have. It is
 * bound as the table, so what RCPT answers and what the pipeline does are the same by construction.
 *
 * <p>For an address without a mapping of its own the order is: mappings of the whole domain that
 * rename it; the user itself; without its tag, mappings and user; the domain's catch-all.
 */
public final class SubaddressRewriteTable extends DelegatingRewriteTable {
  private static final char TAG = '+';

  private final Supplier<UsersRepository> users;

  public SubaddressRewriteTable(
      Supplier<? extends RecipientRewriteTable> delegate, Supplier<UsersRepository> users) {
    super(delegate);
    this.users = users;
  }

  @Override
  public Mappings getResolvedMappings(String user, Domain domain, EnumSet<Mapping.Type> types)
      throws ErrorMappingException, RecipientRewriteTableException {
    if (hasMappings(user, domain) || isRenamed(domain)) {
      return super.getResolvedMappings(user, domain, types);
    }
    if (isUser(user, domain)) {
      return MappingsImpl.empty();
    }
    Optional<String> base = withoutTag(user);
    if (base.isPresent() && hasMappings(base.get(), domain)) {
      return super.getResolvedMappings(base.get(), domain, types);
    }
    if (base.isPresent() && isUser(base.get(), domain)) {
      return types.contains(Mapping.Type.Address)
          ? MappingsImpl.fromMappings(Mapping.address(base.get() + "@" + domain.asString()))
          : MappingsImpl.empty();
    }
    return super.getResolvedMappings(user, domain, types);
  }

  private boolean hasMappings(String user, Domain domain) throws RecipientRewriteTableException {
    return !stored(MappingSource.fromUser(user, domain)).isEmpty();
  }

  private boolean isRenamed(Domain domain) throws RecipientRewriteTableException {
    Mappings mappings = stored(MappingSource.fromDomain(domain));
    return mappings.contains(Mapping.Type.Domain) || mappings.contains(Mapping.Type.DomainAlias);
  }

  private Mappings stored(MappingSource source) throws RecipientRewriteTableException {
    return Optional.ofNullable(super.getStoredMappings(source)).orElse(MappingsImpl.empty());
  }

  private boolean isUser(String user, Domain domain) throws RecipientRewriteTableException {
    try {
      return users.get().contains(Username.fromLocalPartWithDomain(user, domain));
    } catch (UsersRepositoryException e) {
      throw new RecipientRewriteTableException("Can't tell whether " + user + " is a user", e);
    }
  }

  private static Optional<String> withoutTag(String user) {
    int tag = user.indexOf(TAG);
    return tag > 0 ? Optional.of(user.substring(0, tag)) : Optional.empty();
  }
}
