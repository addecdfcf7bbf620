package org.pillarbox.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One ordered list of rules, versioned as a whole.
 *
 * @param version counts up from 1; 0 is the set before the first
 * @param mode off asks no rule, audit turns every rule that is on into audit
 * @param rules in the order in which they are asked, ids unique
 */
public record RuleSet(long version, State mode, List<Rule> rules) {
  /** Rules of one set. */
  public static final int MAXIMUM_RULES = 100_000;

  public RuleSet {
    rules = List.copyOf(rules);
    if (version < 0) {
      throw new IllegalArgumentException("version %d: at least 0 is expected".formatted(version));
    }
    if (rules.size() > MAXIMUM_RULES) {
      throw new IllegalArgumentException(
          "%d rules: at most %d are allowed".formatted(rules.size(), MAXIMUM_RULES));
    }
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException(
            "id '%s': stands twice, each rule needs its own".formatted(rule.id()));
      }
    }
  }

  /** No rules at all. */
  public static RuleSet empty() {
    return new RuleSet(0, State.ON, List.of());
  }

  /** A set that is on. */
  public static RuleSet of(long version, Rule... rules) {
    return new RuleSet(version, State.ON, List.of(rules));
  }

  /** The rule of that id. */
  public Optional<Rule> find(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The same rules as another version. */
  public RuleSet as(long other) {
    return new RuleSet(other, mode, rules);
  }
}
