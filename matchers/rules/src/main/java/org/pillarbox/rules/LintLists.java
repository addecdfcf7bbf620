package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pillarbox.rules.action.StripAttachments;
import org.pillarbox.rules.condition.Client;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.Time;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedLists;

/** Lists that are not there, or hold something else. */
final class LintLists {
  private LintLists() {}

  static List<Finding> check(Rule rule, NamedLists lists) {
    List<Finding> findings = new ArrayList<>();
    rule.when()
        .conditions()
        .forEach(
            condition ->
                Needs.lists(condition)
                    .forEach(name -> check(rule, name, kinds(condition), lists, findings)));
    rule.then().stream()
        .filter(StripAttachments.class::isInstance)
        .flatMap(action -> ((StripAttachments) action).list().stream())
        .forEach(name -> check(rule, name, EnumSet.of(ListKind.PATTERNS), lists, findings));
    return findings;
  }

  private static void check(
      Rule rule, String name, Set<ListKind> kinds, NamedLists lists, List<Finding> findings) {
    Optional<ListLookup> list = lists.find(name);
    if (list.isEmpty()) {
      findings.add(error(rule, "there is no list " + name + "; the condition is always unknown"));
    } else if (!kinds.contains(list.get().kind())) {
      findings.add(
          error(
              rule,
              "list %s holds %s; one of %s is expected here"
                  .formatted(name, list.get().kind(), kinds)));
    }
  }

  private static Set<ListKind> kinds(Condition condition) {
    if (condition instanceof Sender
        || condition instanceof Recipient
        || condition instanceof DeliveredTo) {
      return EnumSet.of(ListKind.PEOPLE, ListKind.DOMAINS, ListKind.PATTERNS);
    }
    if (condition instanceof Client) {
      return EnumSet.of(ListKind.NETWORKS);
    }
    return condition instanceof Time ? EnumSet.of(ListKind.TIMES) : EnumSet.of(ListKind.PATTERNS);
  }

  private static Finding error(Rule rule, String message) {
    return new Finding(Finding.Severity.ERROR, rule.id(), Finding.About.LIST, message);
  }
}
