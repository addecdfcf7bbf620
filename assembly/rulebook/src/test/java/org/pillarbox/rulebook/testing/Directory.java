package org.pillarbox.rulebook.testing;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.Groups;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.port.RateCounters;
import org.pillarbox.rules.port.ReverseNames;

/** An appliance with the domain ours.test, without groups, which has written to nobody yet. */
public final class Directory
    implements DomainList, Groups, KnownCorrespondents, RateCounters, ReverseNames {
  private static final Domain OURS = Domain.of("ours.test");

  @Override
  public boolean containsDomain(Domain domain) {
    return OURS.equals(domain);
  }

  @Override
  public List<Domain> getDomains() {
    return List.of(OURS);
  }

  @Override
  public Domain getDefaultDomain() {
    return OURS;
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
    return Set.of();
  }

  @Override
  public boolean contains(String group, Address address) {
    return false;
  }

  @Override
  public Correspondence between(Address sender, Address recipient, Instant at) {
    return Correspondence.of(false);
  }

  @Override
  public void wrote(Address user, Address to, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Fact<Long> count(CounterKey key, String subject, Instant at) {
    return Fact.of(0L);
  }

  @Override
  public void advance(CounterKey key, String subject, long amount, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Fact<String> of(InetAddress client) {
    return Fact.absent();
  }
}
