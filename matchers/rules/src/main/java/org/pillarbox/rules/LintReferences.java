package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules that name other rules, which must exist and come later. */
final class LintReferences {
  private LintReferences() {}

  static List<Finding> check(RuleSet set) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < set.rules().size(); i++) {
      places.put(set.rules().get(i).id(), i);
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < set.rules().size(); i++) {
      Rule rule = set.rules().get(i);
      for (String named : Prepared.of(rule).exempts()) {
        Integer place = places.get(named);
        if (place == null) {
          findings.add(finding(rule, "it exempts from rule " + named + ", which does not exist"));
        } else if (place <= i) {
          findings.add(
              finding(rule, "it exempts from rule " + named + ", which has been asked by then"));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Rule rule, String message) {
    return new Finding(Finding.Severity.WARNING, rule.id(), Finding.About.REFERENCE, message);
  }
}
