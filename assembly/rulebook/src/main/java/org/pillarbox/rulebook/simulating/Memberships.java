package org.pillarbox.rulebook.simulating;

import java.util.Set;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Fact;

/** In which of the groups that the rules name somebody is today. */
@FunctionalInterface
public interface Memberships {
  /** The groups; unknown while the directory does not answer. */
  Fact<Set<String>> of(Address address);
}
