package org.pillarbox.conditions;

import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.port.Groups;

/** Addresses with what the directory says of them. */
public final class Parties {
  private final DomainList domains;
  private final Groups groups;

  @Inject
  public Parties(DomainList domains, Groups groups) {
    this.domains = domains;
    this.groups = groups;
  }

  /**
   * Asks the directory about an address.
   *
   * @param asked the groups that matter; no other membership is looked up
   * @throws MessagingException if the store or the directory does not answer: rules are not skipped
   *     then, the mail waits
   */
  public Party party(Address address, Set<String> asked) throws MessagingException {
    try {
      Set<String> member = new TreeSet<>();
      for (String group : asked) {
        if (groups.contains(group, address)) {
          member.add(group);
        }
      }
      return new Party(address, Fact.of(isLocal(address)), Fact.of(member));
    } catch (DomainListException | Groups.Away e) {
      throw new MessagingException("What " + address + " is to us is not known now", e);
    }
  }

  private boolean isLocal(Address address) throws DomainListException {
    Domain domain;
    try {
      domain = Domain.of(address.domain());
    } catch (IllegalArgumentException e) {
      // James has stricter ideas of a domain's name, and keeps none of ours outside them.
      return false;
    }
    return domains.containsDomain(domain);
  }
}
