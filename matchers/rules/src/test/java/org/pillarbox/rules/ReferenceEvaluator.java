package org.pillarbox.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.action.Suspend;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.list.NamedLists;

/**
 * The specification as plainly as it can be written: every rule, every condition, in order, no
 * index, no short cut. For complete facts only.
 */
final class ReferenceEvaluator {
  private ReferenceEvaluator() {}

  /** What the specification says. */
  record Expected(
      String decision, List<Action> actions, List<String> applied, List<String> audited) {}

  static Expected evaluate(RuleSet set, Facts facts, NamedLists lists) {
    List<Action> actions = new ArrayList<>();
    List<String> applied = new ArrayList<>();
    List<String> audited = new ArrayList<>();
    Set<String> exempted = new HashSet<>();
    Party to = facts.envelope().recipient();
    boolean own = facts.envelope().origin() == Origin.SYSTEM;
    boolean open = own || to.address().isDuty();
    boolean bounce = facts.envelope().sender().equals(Fact.absent());
    for (Rule rule : set.rules()) {
      boolean asked =
          set.mode() != State.OFF
              && rule.state() != State.OFF
              && rule.validity().includes(facts.at())
              && (!own || Naming.ownMail(rule.when()));
      Answer answer = rule.direction().answer(facts.envelope()).and(tree(rule, facts, lists));
      boolean matches =
          answer == Answer.YES
              || (answer == Answer.UNKNOWN && rule.unknown() != UnknownPolicy.NO_MATCH);
      if (!asked || !matches) {
        continue;
      }
      if (set.mode() == State.AUDIT || rule.state() == State.AUDIT || outsidePilot(rule, facts)) {
        audited.add(rule.id());
        continue;
      }
      if (exempted.contains(rule.id())) {
        continue;
      }
      if (answer == Answer.UNKNOWN && rule.unknown() == UnknownPolicy.DEFER) {
        if (open) {
          continue;
        }
        return new Expected("deferred " + rule.id(), List.of(), applied, audited);
      }
      applied.add(rule.id());
      Optional<String> against = Optional.empty();
      List<Action> wanted = new ArrayList<>();
      boolean ends = rule.stop();
      for (Action action : rule.then()) {
        ends |= action instanceof Stop || action instanceof Redirect;
        if (action instanceof SkipFilters skip) {
          exempted.addAll(skip.rules());
        }
        if (action instanceof Refuse refuse) {
          if (bounce && !open && !Naming.nullSender(rule.when())) {
            wanted.add(new Quarantine(refuse.text(), true));
          } else if (!open && against.isEmpty()) {
            against = Optional.of("refused " + rule.id());
          }
        } else if (action instanceof LimitRate limit) {
          boolean over =
              facts.counter(limit.key()).value().filter(n -> n >= limit.most()).isPresent();
          if (over && !open && against.isEmpty()) {
            against = Optional.of("deferred " + rule.id());
          }
        } else if (action instanceof Quarantine || action instanceof Discard) {
          if (!open) {
            wanted.add(action);
          }
        } else if (!(action instanceof Stop)) {
          wanted.add(action);
        }
      }
      if (against.isPresent()) {
        wanted.removeIf(action -> !(action instanceof Notify || action instanceof Suspend));
        return new Expected(against.get(), wanted, applied, audited);
      }
      actions.addAll(wanted);
      if (ends) {
        break;
      }
    }
    return new Expected("pass", actions, applied, audited);
  }

  private static Answer tree(Rule rule, Facts facts, NamedLists lists) {
    return tree(rule.when(), facts, lists);
  }

  private static Answer tree(Node node, Facts facts, NamedLists lists) {
    if (node instanceof Node.Leaf leaf) {
      return leaf.condition().answer(facts, lists);
    }
    List<Answer> answers =
        node.children().stream().map(child -> tree(child, facts, lists)).toList();
    if (node instanceof Node.Not) {
      return switch (answers.get(0)) {
        case YES -> Answer.NO;
        case NO -> Answer.YES;
        case UNKNOWN, LATER -> answers.get(0);
      };
    }
    Answer strongest = node instanceof Node.All ? Answer.NO : Answer.YES;
    Answer none = node instanceof Node.All ? Answer.YES : Answer.NO;
    if (answers.contains(strongest)) {
      return strongest;
    }
    return answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : none;
  }

  private static boolean outsidePilot(Rule rule, Facts facts) {
    if (rule.pilot().isEmpty()) {
      return false;
    }
    String group = rule.pilot().get();
    return List.of(
            Fact.of(facts.envelope().recipient()),
            facts.session().login(),
            facts.envelope().sender())
        .stream()
        .flatMap(party -> party.value().stream())
        .flatMap(party -> party.groups().value().stream())
        .noneMatch(groups -> groups.contains(group));
  }
}
