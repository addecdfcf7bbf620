package org.pillarbox.rules.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.port.RuleSetRepository;
import org.pillarbox.rules.port.RuleSetVersion;

/** Versions in memory. */
public final class MemoryRuleSets implements RuleSetRepository {
  private final List<RuleSetVersion> versions = new ArrayList<>();

  @Override
  public synchronized Optional<RuleSetVersion> newest() {
    return version(versions.size());
  }

  @Override
  public synchronized Optional<RuleSetVersion> version(long version) {
    return version < 1 || version > versions.size()
        ? Optional.empty()
        : Optional.of(versions.get((int) version - 1));
  }

  @Override
  public synchronized List<RuleSetVersion> history(int limit) {
    List<RuleSetVersion> newestFirst = new ArrayList<>(versions);
    Collections.reverse(newestFirst);
    return List.copyOf(newestFirst.subList(0, Math.min(limit, newestFirst.size())));
  }

  @Override
  public synchronized RuleSetVersion add(
      RuleSet set, long expected, String author, String comment) {
    if (expected != versions.size()) {
      throw new StaleVersion(expected, versions.size());
    }
    RuleSetVersion added = new RuleSetVersion(set.as(expected + 1), SomeFacts.AT, author, comment);
    versions.add(added);
    return added;
  }
}
