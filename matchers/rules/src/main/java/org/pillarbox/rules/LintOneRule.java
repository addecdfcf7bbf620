package org.pillarbox.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Touch;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.facts.Moment;

/** What can be said of a rule by itself. */
final class LintOneRule {
  private LintOneRule() {}

  /** DESIGN: postmaster@ and abuse@ are always open, own mail is never refused or held. */
  static List<Finding> duty(Rule rule) {
    boolean against = rule.then().stream().anyMatch(LintOneRule::isAgainst);
    List<Finding> findings = new ArrayList<>();
    if (against && Naming.dutyAddress(rule.when())) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              rule.id(),
              Finding.About.DUTY,
              "refuses or holds mail to postmaster or abuse, which are open to everyone"
                  + " (RFC 5321 section 4.5.1)"));
    }
    if (against && Naming.ownMail(rule.when())) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              rule.id(),
              Finding.About.DUTY,
              "refuses or holds the appliance's own mail: DSNs would be lost"));
    }
    return findings;
  }

  private static boolean isAgainst(Action action) {
    return action instanceof Refuse
        || action instanceof Quarantine
        || action instanceof Discard
        || action instanceof LimitRate;
  }

  /** A refusal that also meets DSNs, without saying so. */
  static List<Finding> nullSender(Rule rule) {
    boolean refuses = rule.then().stream().anyMatch(Refuse.class::isInstance);
    boolean onlySomeone =
        Overlap.required(rule.when()).stream()
            .anyMatch(
                condition ->
                    condition instanceof Sender sender
                        && (sender.by() == SenderBy.ENVELOPE || sender.by() == SenderBy.LOGIN)
                        && !sender.who().empty());
    if (!refuses || onlySomeone || Naming.nullSender(rule.when())) {
      return List.of();
    }
    return List.of(
        new Finding(
            Finding.Severity.NOTE,
            rule.id(),
            Finding.About.NULL_SENDER,
            "mail from <> that it matches is held, not refused; name sender: {empty: true} to"
                + " refuse it too"));
  }

  /** Actions that do nothing, or something else than it seems. */
  static List<Finding> effect(Rule rule) {
    List<Finding> findings = new ArrayList<>();
    Moment conditions = rule.when().moment();
    if (rule.then().isEmpty() && !rule.stop()) {
      findings.add(warning(rule, "it has no actions"));
    }
    for (Action action : rule.then()) {
      if (action instanceof Refuse && conditions == Moment.ACCEPTED) {
        findings.add(
            new Finding(
                Finding.Severity.NOTE,
                rule.id(),
                Finding.About.EFFECT,
                "refusing means quarantine here: delivered-to is known only after the message was"
                    + " accepted"));
      }
      if (action instanceof SkipFilters skip && !skip.filters().isEmpty()) {
        if (conditions.compareTo(Moment.DATA) > 0) {
          findings.add(warning(rule, "skip-filters comes too late: the filters have run by then"));
        }
        if (skip.filters().contains(SkipFilters.Filter.VIRUS)) {
          findings.add(warning(rule, "it lets viruses pass"));
        }
      }
    }
    boolean changesBody = rule.then().stream().anyMatch(one -> one.touches() == Touch.BODY);
    if (!rule.otherwise().isEmpty() && !changesBody) {
      findings.add(warning(rule, "else is never done: no action of the rule changes the body"));
    }
    if (rule.otherwise().stream().anyMatch(one -> one.touches() == Touch.BODY)) {
      findings.add(
          warning(rule, "else changes the body, but is done only where that is not allowed"));
    }
    return findings;
  }

  private static Finding warning(Rule rule, String message) {
    return new Finding(Finding.Severity.WARNING, rule.id(), Finding.About.EFFECT, message);
  }

  /** Conditions that no message meets. */
  static List<Finding> neverTrue(Rule rule, Instant now) {
    List<Finding> findings = new ArrayList<>();
    if (Overlap.isContradictory(Overlap.required(rule.when()))) {
      findings.add(never(rule, "its conditions contradict each other"));
    }
    if (isNever(rule.when())) {
      findings.add(
          never(rule, "its conditions are never met: any of nothing, or not of everything"));
    }
    if (rule.validity().until().filter(until -> !now.isBefore(until)).isPresent()) {
      findings.add(never(rule, "its time is over"));
    }
    return findings;
  }

  private static boolean isNever(Node node) {
    if (node instanceof Node.Any any) {
      return any.nodes().stream().allMatch(LintOneRule::isNever);
    }
    if (node instanceof Node.All all) {
      return all.nodes().stream().anyMatch(LintOneRule::isNever);
    }
    return node instanceof Node.Not not && isAlways(not.node());
  }

  private static boolean isAlways(Node node) {
    if (node instanceof Node.All all) {
      return all.nodes().stream().allMatch(LintOneRule::isAlways);
    }
    if (node instanceof Node.Any any) {
      return any.nodes().stream().anyMatch(LintOneRule::isAlways);
    }
    return node instanceof Node.Not not && isNever(not.node());
  }

  private static Finding never(Rule rule, String message) {
    return new Finding(
        Finding.Severity.WARNING, rule.id(), Finding.About.NEVER_FIRES, "never fires: " + message);
  }
}
