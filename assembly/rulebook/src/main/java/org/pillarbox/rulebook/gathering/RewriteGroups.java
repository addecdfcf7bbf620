package org.pillarbox.rulebook.gathering;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.port.Groups;

/**
 * Groups as the appliance has them: addresses whose mail goes to several people. A name without a
 * domain means that local part in each of our domains. Groups in groups count; what is known is at
 * most 60 seconds old.
 */
@Singleton
public final class RewriteGroups implements Groups {
  private static final Duration AGE = Duration.ofSeconds(60);
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_MEMBERS = 100_000;
  private static final int DEPTH = 10;

  private final RecipientRewriteTable table;
  private final DomainList domains;
  private final LoadingCache<String, Set<Address>> known;

  @Inject
  public RewriteGroups(RecipientRewriteTable table, DomainList domains) {
    this.table = table;
    this.domains = domains;
    this.known =
        Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(MOST_GROUPS).build(this::look);
  }

  @Override
  public Set<Address> members(String group) {
    try {
      return known.get(group);
    } catch (CompletionException e) {
      throw new Away("group " + group, e);
    }
  }

  @Override
  public boolean contains(String group, Address address) {
    return members(group).contains(address);
  }

  private Set<Address> look(String group) {
    Set<Address> members = new LinkedHashSet<>();
    try {
      if (group.indexOf('@') >= 0) {
        follow(Address.of(group), members, new HashSet<>(), 0);
      } else {
        for (Domain domain : domains.getDomains()) {
          follow(new Address(group, domain.asString()), members, new HashSet<>(), 0);
        }
      }
    } catch (RecipientRewriteTableException | DomainListException | RuntimeException e) {
      throw new Away("group " + group, e);
    }
    return Set.copyOf(members);
  }

  private void follow(Address group, Set<Address> members, Set<Address> path, int depth)
      throws RecipientRewriteTableException {
    if (depth > DEPTH || members.size() > MOST_MEMBERS || !path.add(group)) {
      return;
    }
    for (Mapping mapping :
        table
            .getStoredMappings(MappingSource.fromUser(group.localPart(), group.domain()))
            .asStream()
            .toList()) {
      if (mapping.asMailAddress().isPresent()) {
        Address member = Address.of(mapping.asMailAddress().get().asString());
        members.add(member);
        follow(member, members, path, depth + 1);
      }
    }
    path.remove(group);
  }
}
