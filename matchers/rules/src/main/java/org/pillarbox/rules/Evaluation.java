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
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.action.Suspend;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.list.NamedLists;

/** One recipient's way through the rules. */
final class Evaluation {
  private final RuleSet set;
  private final Facts facts;
  private final NamedLists lists;
  private final boolean ownMail;
  private final boolean duty;
  private final boolean nullSender;

  private final List<Due> actions = new ArrayList<>();
  private final List<RuleResult> results = new ArrayList<>();
  private final Set<String> exempted = new HashSet<>();
  // Rules that an undecided earlier rule may yet set aside: they can't act before it is decided.
  private final Set<String> perhapsExempted = new HashSet<>();
  private Optional<String> waitsFor = Optional.empty();
  private Optional<Decision> decision = Optional.empty();

  Evaluation(RuleSet set, Facts facts, NamedLists lists) {
    this.set = set;
    this.facts = facts;
    this.lists = lists;
    this.ownMail = facts.envelope().origin() == Origin.SYSTEM;
    this.duty = facts.envelope().recipient().address().isDuty();
    this.nullSender = facts.envelope().sender() instanceof Fact.Absent;
  }

  /**
   * Asks the next rule.
   *
   * @return whether to go on with the one after it
   */
  boolean ask(Prepared next) {
    Rule rule = next.rule();
    if (rule.state() == State.OFF
        || !rule.validity().includes(facts.at())
        || (ownMail && !next.ownMail())) {
      return true;
    }
    Answer answer = rule.direction().answer(facts.envelope());
    if (answer != Answer.NO) {
      answer = answer.and(rule.when().answer(facts, lists));
    }
    if (answer == Answer.NO) {
      return true;
    }
    if (isAudited(rule)) {
      audit(rule, answer);
      return true;
    }
    if (exempted.contains(rule.id())) {
      note(rule, answer, Effect.EXEMPTED);
      return true;
    }
    if (answer == Answer.UNKNOWN && rule.unknown() == UnknownPolicy.NO_MATCH) {
      note(rule, answer, Effect.NONE);
      return true;
    }
    if (answer == Answer.LATER || perhapsExempted.contains(rule.id())) {
      return waitFor(next, answer);
    }
    if (answer == Answer.UNKNOWN && rule.unknown() == UnknownPolicy.DEFER) {
      return defer(rule);
    }
    return apply(next, answer);
  }

  Verdict verdict() {
    Decision last =
        decision.orElseGet(
            () -> waitsFor.<Decision>map(Decision.Wait::new).orElseGet(Decision.Pass::new));
    return new Verdict(
        set.version(), facts.envelope().recipient().address(), last, actions, results);
  }

  private boolean isAudited(Rule rule) {
    return set.mode() == State.AUDIT
        || rule.state() == State.AUDIT
        || rule.pilot().filter(group -> inPilot(group) != Answer.YES).isPresent();
  }

  /** The pilot group bites for its members only, be they sender or recipient. */
  private Answer inPilot(String group) {
    return member(Fact.of(facts.envelope().recipient()), group)
        .or(member(facts.session().login(), group))
        .or(member(facts.envelope().sender(), group));
  }

  private static Answer member(Fact<Party> party, String group) {
    return party.answer(one -> one.groups().answer(groups -> Answer.of(groups.contains(group))));
  }

  private void audit(Rule rule, Answer answer) {
    if (answer == Answer.LATER) {
      note(rule, answer, Effect.WAITING);
    } else if (answer == Answer.UNKNOWN && rule.unknown() == UnknownPolicy.NO_MATCH) {
      note(rule, answer, Effect.NONE);
    } else {
      note(rule, answer, Effect.AUDITED);
    }
  }

  private boolean waitFor(Prepared next, Answer answer) {
    note(next.rule(), answer, Effect.WAITING);
    if (waitsFor.isEmpty()) {
      waitsFor = Optional.of(next.rule().id());
    }
    perhapsExempted.addAll(next.exempts());
    // A rule that refuses spares nobody from a later refusal; one that ends the list otherwise may.
    return !next.ends() || (next.refuses() && !isSpared(next));
  }

  private boolean defer(Rule rule) {
    if (ownMail || duty) {
      note(rule, Answer.UNKNOWN, Effect.NONE, spared("put off"));
      return true;
    }
    note(rule, Answer.UNKNOWN, Effect.DEFERRED);
    return end(
        new Decision.Deferred(rule.id(), "what rule %s asks is not known".formatted(rule.id())),
        rule);
  }

  private boolean apply(Prepared next, Answer answer) {
    Rule rule = next.rule();
    List<String> notes = new ArrayList<>();
    Optional<Decision> against = Optional.empty();
    for (Action action : rule.then()) {
      if (action instanceof Refuse refuse) {
        against = against.or(() -> refused(next, refuse, notes));
      } else if (action instanceof LimitRate limit) {
        against = against.or(() -> limited(rule, limit, notes));
      } else if ((action instanceof Quarantine || action instanceof Discard) && (ownMail || duty)) {
        notes.add(spared("held"));
      } else if (!(action instanceof Stop)) {
        actions.add(new Due(rule.id(), action, rule.otherwise()));
      }
    }
    exempted.addAll(next.exempts());
    results.add(new RuleResult(rule.id(), answer, Effect.APPLIED, notes));
    if (against.isPresent()) {
      return end(against.get(), rule);
    }
    return !next.ends();
  }

  private Optional<Decision> refused(Prepared next, Refuse refuse, List<String> notes) {
    if (ownMail || duty) {
      notes.add(spared("refused"));
      return Optional.empty();
    }
    if (isSpared(next)) {
      notes.add("held instead of refused: <> is refused only by a rule that names it");
      actions.add(
          new Due(next.rule().id(), new Quarantine(refuse.text(), true), next.rule().otherwise()));
      return Optional.empty();
    }
    return Optional.of(new Decision.Refused(next.rule().id(), refuse));
  }

  private Optional<Decision> limited(Rule rule, LimitRate limit, List<String> notes) {
    if (ownMail || duty) {
      notes.add(spared("put off"));
      return Optional.empty();
    }
    Fact<Long> count = facts.counter(limit.key());
    if (count.value().isEmpty()) {
      notes.add("limit not applied, " + count.show());
      return Optional.empty();
    }
    return count
        .value()
        .filter(sent -> sent >= limit.most())
        .map(
            sent ->
                new Decision.Deferred(
                    rule.id(), "%d of %d were sent".formatted(sent, limit.most())));
  }

  private boolean isSpared(Prepared rule) {
    return ownMail || duty || (nullSender && !rule.nullSender());
  }

  private String spared(String what) {
    return ownMail
        ? "not %s: the appliance's own mail".formatted(what)
        : "not %s: postmaster and abuse are always open".formatted(what);
  }

  /** The end of the list: of the actions, only those are left that need no copy. */
  private boolean end(Decision last, Rule rule) {
    decision = Optional.of(last);
    actions.removeIf(
        due ->
            !due.rule().equals(rule.id())
                || !(due.action() instanceof Suspend || due.action() instanceof Notify));
    return false;
  }

  private void note(Rule rule, Answer answer, Effect effect, String... notes) {
    results.add(new RuleResult(rule.id(), answer, effect, List.of(notes)));
  }
}
