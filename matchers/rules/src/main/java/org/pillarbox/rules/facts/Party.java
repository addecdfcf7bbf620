package org.pillarbox.rules.facts;

import java.util.Set;

/**
 * An address and what the directory says of it.
 *
 * @param address the address
 * @param local whether its domain is one of ours
 * @param groups those of the groups that the rule set names ({@code Needs}) that it is a member of
 */
public record Party(Address address, Fact<Boolean> local, Fact<Set<String>> groups) {
  public Party {
    groups = groups.map(Set::copyOf);
  }

  /** An address of ours, or not, in no group that matters. */
  public static Party of(String address, boolean local) {
    return new Party(Address.of(address), Fact.of(local), Fact.of(Set.of()));
  }

  /** The same with these groups. */
  public Party in(String... names) {
    return new Party(address, local, Fact.of(Set.of(names)));
  }
}
