package org.pillarbox.conditions;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.Groups;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.port.RateCounters;

/** What the appliance knows, in memory. */
final class Directory implements DomainList, Groups, KnownCorrespondents, RateCounters {
  private final Set<Domain> domains;
  private final Map<String, Set<Address>> groups = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private Predicate<Address> known = sender -> false;
  private boolean away;

  Directory(String... domains) {
    this.domains = Set.copyOf(List.of(domains).stream().map(Domain::of).toList());
  }

  Directory group(String name, String... members) {
    groups.put(name, Set.copyOf(List.of(members).stream().map(Address::of).toList()));
    return this;
  }

  Directory wroteTo(String sender) {
    known = Address.of(sender)::equals;
    return this;
  }

  Directory count(String subject, long count) {
    counts.put(subject, count);
    return this;
  }

  Directory goAway() {
    away = true;
    return this;
  }

  @Override
  public boolean containsDomain(Domain domain) throws DomainListException {
    if (away) {
      throw new DomainListException("away");
    }
    return domains.contains(domain);
  }

  @Override
  public List<Domain> getDomains() {
    return List.copyOf(domains);
  }

  @Override
  public Domain getDefaultDomain() {
    return domains.iterator().next();
  }

  @Override
  public void addDomain(Domain domain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeDomain(Domain domain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Address> members(String group) {
    return groups.getOrDefault(group, Set.of());
  }

  @Override
  public boolean contains(String group, Address address) {
    return members(group).contains(address);
  }

  @Override
  public Correspondence between(Address sender, Address recipient, Instant at) {
    return Correspondence.of(known.test(sender));
  }

  @Override
  public void wrote(Address user, Address to, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Fact<Long> count(CounterKey key, String subject, Instant at) {
    return Fact.of(counts.getOrDefault(subject, 0L));
  }

  @Override
  public void advance(CounterKey key, String subject, long amount, Instant at) {
    throw new UnsupportedOperationException();
  }
}
