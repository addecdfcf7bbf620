package org.pillarbox.rules;

import java.util.HashSet;
import java.util.Set;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;

/**
 * A rule with what the evaluator wants to know of it at once.
 *
 * @param rule the rule
 * @param ownMail whether it names the appliance's own mail
 * @param nullSender whether it names {@code <>}
 * @param refuses whether it refuses or puts off
 * @param ends whether no later rule is asked once it matched: it stops, or sends elsewhere
 * @param exempts ids of later rules that it sets aside
 */
record Prepared(
    Rule rule,
    boolean ownMail,
    boolean nullSender,
    boolean refuses,
    boolean ends,
    Set<String> exempts) {
  static Prepared of(Rule rule) {
    Set<String> exempts = new HashSet<>();
    rule.then().stream()
        .filter(SkipFilters.class::isInstance)
        .forEach(action -> exempts.addAll(((SkipFilters) action).rules()));
    return new Prepared(
        rule,
        Naming.ownMail(rule.when()),
        Naming.nullSender(rule.when()),
        rule.then().stream().anyMatch(Refuse.class::isInstance),
        rule.stops() || rule.then().stream().anyMatch(Redirect.class::isInstance),
        Set.copyOf(exempts));
  }
}
