package org.pillarbox.actions.rules;

import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.mime.HeaderValue;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.CopyTo;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.Suspend;

/** Does one plan to one mail, and tells what came of each action. */
final class Execution {
  private static final int LONGEST_REASON = 400;

  private final ActionMailets mailets;
  private final ActionOutcomes outcomes;
  private final Deferral deferral;
  private final Plan plan;
  private final Task task;
  // Where the mail is now, if it does not go on.
  private Optional<Outcome> end = Optional.empty();

  /**
   * One execution.
   *
   * @param task with the mail; of no rule yet
   */
  Execution(
      ActionMailets mailets, ActionOutcomes outcomes, Deferral deferral, Plan plan, Task task) {
    this.mailets = mailets;
    this.outcomes = outcomes;
    this.deferral = deferral;
    this.plan = plan;
    this.task = task;
  }

  /** Returns why the mail does not go on; empty if it does. */
  Optional<Outcome> run() throws MessagingException {
    Optional<String> against = against().filter(rule -> !isOurs());
    for (Due due : plan.actions()) {
      if (against.isEmpty() || isBesideTheMail(due.action())) {
        apply(due);
      }
    }
    if (against.isPresent() && end.isEmpty()) {
      holdBack(against.get());
    }
    return end;
  }

  /** The rule that has decided against the mail. */
  private Optional<String> against() {
    if (plan.decision() instanceof Decision.Refused refused) {
      return Optional.of(refused.rule());
    }
    return plan.decision() instanceof Decision.Deferred deferred
        ? Optional.of(deferred.rule())
        : Optional.empty();
  }

  private void holdBack(String rule) throws MessagingException {
    Task here = task.of(rule, plan.version());
    if (plan.decision() instanceof Decision.Refused refused) {
      end = Optional.of(record(here, refused.reply(), () -> carryOut(refused.reply(), here)));
    } else if (plan.decision() instanceof Decision.Deferred deferred) {
      String line = HeaderValue.oneLine(deferred.reason());
      String reason = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
      end =
          Optional.of(
              record(
                  here,
                  new Refuse(451, "4.7.1", reason),
                  () -> deferral.putOff(here, deferred.reason())));
    }
  }

  /** What is done even for a mail that does not go on. */
  private static boolean isBesideTheMail(Action action) {
    return action instanceof Suspend || action instanceof Notify || action instanceof CopyTo;
  }

  private void apply(Due due) throws MessagingException {
    if (end.isPresent() && !isBesideTheMail(due.action())) {
      return;
    }
    Task here = task.of(due.rule(), plan.version());
    if (mailets.find(due.action()).holdsBack() && isOurs()) {
      record(here, due.action(), () -> new Outcome.NotNeeded("our own mail is not held back"));
      return;
    }
    Outcome outcome = record(here, due.action(), () -> carryOut(due.action(), here));
    if (outcome instanceof Outcome.LeftAlone left) {
      otherwise(due, here, left.detail());
    } else if (outcome instanceof Outcome.Ended || outcome instanceof Outcome.PutOff) {
      end = Optional.of(outcome);
    }
  }

  /** The else of the rule; without one, a header field that says so. */
  private void otherwise(Due due, Task here, String reason) throws MessagingException {
    if (due.otherwise().isEmpty()) {
      LeftAloneHeader.add(here.mail(), here.rule(), reason);
    }
    for (Action action : due.otherwise()) {
      apply(new Due(due.rule(), action, List.of()));
    }
  }

  private boolean isOurs() {
    return MailOrigin.isOurs(task.mail());
  }

  private Outcome carryOut(Action action, Task here) throws MessagingException {
    return mailets.carryOut(action, here);
  }

  private interface Doing {
    Outcome run() throws MessagingException;
  }

  private Outcome record(Task here, Action action, Doing doing) throws MessagingException {
    List<MailAddress> recipients = here.recipients();
    try {
      Outcome outcome = doing.run();
      outcomes.record(outcome(here, recipients, action, result(outcome), outcome.detail()));
      return outcome;
    } catch (MessagingException | RuntimeException e) {
      outcomes.record(
          outcome(here, recipients, action, ActionOutcome.Result.FAILED, String.valueOf(e)));
      throw e;
    }
  }

  private static ActionOutcome.Result result(Outcome outcome) {
    if (outcome instanceof Outcome.LeftAlone) {
      return ActionOutcome.Result.LEFT_ALONE;
    } else if (outcome instanceof Outcome.PutOff) {
      return ActionOutcome.Result.PUT_OFF;
    }
    return outcome instanceof Outcome.NotNeeded
        ? ActionOutcome.Result.NOT_NEEDED
        : ActionOutcome.Result.DONE;
  }

  private static ActionOutcome outcome(
      Task task,
      List<MailAddress> recipients,
      Action action,
      ActionOutcome.Result result,
      String detail) {
    return new ActionOutcome(
        task.mailId(),
        recipients,
        task.rule(),
        task.version(),
        ActionMailet.name(action.getClass()),
        result,
        detail);
  }
}
