package org.pillarbox.rules;

import org.pillarbox.rules.port.RuleSetRepository;
import org.pillarbox.rules.testing.MemoryRuleSets;
import org.pillarbox.rules.testing.RuleSetRepositoryContract;

/** The repository in memory, which other tests use, keeps the contract. */
class RuleSetRepositoryTest implements RuleSetRepositoryContract {
  @Override
  public RuleSetRepository repository() {
    return new MemoryRuleSets();
  }
}
