package org.pillarbox.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pillarbox.rules.list.NamedLists;

/**
 * Reads a rule set without mail and says what can't be meant. Bounds of a single rule are kept by
 * the records themselves.
 */
public final class Lint {
  private Lint() {}

  /**
   * All findings, errors first, then in the order of the rules.
   *
   * @param set what is read
   * @param lists the named lists that there are
   * @param now for rules whose time is over
   */
  public static List<Finding> check(RuleSet set, NamedLists lists, Instant now) {
    List<Rule> rules = set.rules().stream().filter(rule -> rule.state() != State.OFF).toList();
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      Stream.of(
              LintOneRule.duty(rule),
              LintOneRule.nullSender(rule),
              LintOneRule.effect(rule),
              LintOneRule.neverTrue(rule, now),
              LintLists.check(rule, lists))
          .forEach(findings::addAll);
    }
    findings.addAll(LintReferences.check(set));
    findings.addAll(LintShadows.check(rules));
    findings.addAll(LintLoops.check(rules));
    findings.addAll(delays(set));
    findings.sort(Comparator.comparing(Finding::severity));
    return findings;
  }

  private static List<Finding> delays(RuleSet set) {
    return Moments.of(set).stream()
        .filter(moment -> !moment.delayedBy().isEmpty())
        .map(
            moment ->
                new Finding(
                    Finding.Severity.NOTE,
                    moment.rule(),
                    Finding.About.DELAYED,
                    "decided at %s instead of %s, because earlier rules could stop, exempt or redirect: %s"
                        .formatted(
                            moment.moment(),
                            moment.conditions(),
                            String.join(", ", moment.delayedBy()))))
        .toList();
  }
}
