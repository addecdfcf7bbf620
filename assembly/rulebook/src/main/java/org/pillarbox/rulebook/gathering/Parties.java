package org.pillarbox.rulebook.gathering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.port.Groups;

/**
 * Addresses with what the directory says of them: whether they are ours, and in which of the groups
 * that rules name. Whether a domain is ours may be ten seconds old.
 */
@Singleton
public final class Parties {
  private static final Duration AGE = Duration.ofSeconds(10);

  private final DomainList domains;
  private final Groups groups;
  private final Cache<String, Boolean> ours =
      Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(10_000).build();

  @Inject
  public Parties(DomainList domains, Groups groups) {
    this.domains = domains;
    this.groups = groups;
  }

  /**
   * What is known of the address.
   *
   * @throws Groups.Away when the directory does not answer: the message has to wait
   */
  public Party of(Address address, Needs needs) {
    Set<String> in = new HashSet<>();
    for (String group : needs.groups()) {
      if (groups.contains(group, address)) {
        in.add(group);
      }
    }
    return new Party(address, Fact.of(isOurs(address.domain())), Fact.of(in));
  }

  /**
   * Whether the domain is one of ours.
   *
   * @throws Groups.Away when the directory does not answer
   */
  public boolean isOurs(String domain) {
    Boolean known = ours.getIfPresent(domain);
    if (known != null) {
      return known;
    }
    boolean looked = look(domain);
    ours.put(domain, looked);
    return looked;
  }

  private boolean look(String domain) {
    try {
      return domains.containsDomain(Domain.of(domain));
    } catch (IllegalArgumentException e) {
      // An address literal or nonsense: nothing of ours.
      return false;
    } catch (DomainListException | RuntimeException e) {
      throw new Groups.Away("domain " + domain, e);
    }
  }
}
