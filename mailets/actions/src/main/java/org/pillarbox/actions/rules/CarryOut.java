package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.Disclaimer;
import org.pillarbox.rules.action.Refuse;

/**
 * Carries out what the live rule set says of a mail, recipient by recipient, each rule's actions in
 * their order. Stands behind the expansion of aliases and before delivery.
 *
 * <p>If the rules say the same for all recipients the mail itself is changed and goes on to the
 * mailet behind this one. If not, it is split into as many copies as there are different verdicts;
 * each copy goes to {@code processor}, and this mailet is the mail's end here. A group of
 * recipients whose actions fail is reported to {@link DeliveryProgress} and comes again, the others
 * go on.
 *
 * <p>The appliance's own mail is never held back, whatever a rule says. Who is refused after 250 is
 * told or held as {@link RefuseAccepted} says; what can't be decided now waits and is asked again.
 *
 * <p>Parameters: {@code processor}, where copies go on (the processor that the mail itself goes to
 * behind this mailet); {@code refusedProcessor}, which tells the sender (default {@code bounces});
 * {@code againProcessor}, in which this mailet stands, for what is put off (default {@code rules});
 * {@code wait}, until then (default 5 min); {@code giveUpAfter}, after which it is held (default 5
 * days).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.CarryOut">
 *   <processor>delivery</processor>
 *   <refusedProcessor>bounces</refusedProcessor>
 *   <againProcessor>rules</againProcessor>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class CarryOut extends GenericMailet {
  private final Verdicts verdicts;
  private final ActionMailets mailets;
  private final ActionOutcomes outcomes;
  private final Quarantine quarantine;
  private final DeliveryProgress progress;
  private final Provider<MailProcessor> processors;
  private final Clock clock;
  private Places places = Places.defaults();
  private String processor = "";

  @Inject
  public CarryOut(
      Verdicts verdicts,
      ActionMailets mailets,
      ActionOutcomes outcomes,
      Quarantine quarantine,
      DeliveryProgress progress,
      Provider<MailProcessor> processors,
      Clock clock) {
    this.verdicts = verdicts;
    this.mailets = mailets;
    this.outcomes = outcomes;
    this.quarantine = quarantine;
    this.progress = progress;
    this.processors = processors;
    this.clock = clock;
  }

  @Override
  public void init() throws MessagingException {
    processor =
        getInitParameterAsOptional("processor")
            .orElseThrow(() -> new MessagingException("CarryOut needs the parameter processor"));
    try {
      places = Places.from(this::getInitParameterAsOptional);
    } catch (IllegalArgumentException e) {
      throw new MessagingException("CarryOut: " + e.getMessage(), e);
    }
  }

  @Override
  public List<ProcessingState> requiredProcessingState() {
    return List.of(
        new ProcessingState(processor),
        new ProcessingState(places.refused()),
        new ProcessingState(places.again()));
  }

  /**
   * What is to be done for a group of recipients.
   *
   * @param apart the recipient, when what is done differs from recipient to recipient
   */
  private record Plan(
      long version, Decision decision, List<Due> actions, Optional<MailAddress> apart) {}

  @Override
  public void service(Mail mail) throws MessagingException {
    if (mail.getRecipients().isEmpty() || StopRules.isStopped(mail)) {
      return;
    }
    Map<Plan, List<MailAddress>> groups = groups(mail, verdicts.of(mail));
    if (groups.size() == 1) {
      if (carryOut(mail, groups.keySet().iterator().next())) {
        mail.setState(Mail.GHOST);
      }
      return;
    }
    for (Map.Entry<Plan, List<MailAddress>> group : groups.entrySet()) {
      separately(mail, group.getKey(), group.getValue());
    }
    mail.setState(Mail.GHOST);
  }

  private static Map<Plan, List<MailAddress>> groups(Mail mail, Map<MailAddress, Verdict> verdicts)
      throws MessagingException {
    Map<Plan, List<MailAddress>> groups = new LinkedHashMap<>();
    for (MailAddress recipient : mail.getRecipients()) {
      Verdict verdict = verdicts.get(recipient);
      if (verdict == null || !verdict.isFinal()) {
        throw new MessagingException(
            "The rules have not decided about " + recipient.asString() + " of " + mail.getName());
      }
      boolean apart = verdict.actions(Disclaimer.class).anyMatch(PutDisclaimer::namesRecipient);
      Plan plan =
          new Plan(
              verdict.version(),
              verdict.decision(),
              verdict.actions(),
              Optional.of(recipient).filter(here -> apart));
      groups.computeIfAbsent(plan, key -> new ArrayList<>()).add(recipient);
    }
    return groups;
  }

  /** One group's trouble is not another's, as in local delivery. */
  private void separately(Mail mail, Plan plan, List<MailAddress> recipients) {
    try {
      Mail copy = mail.duplicate();
      try {
        copy.setName(mail.getName() + "." + Integer.toHexString(recipients.hashCode()));
        copy.setRecipients(recipients);
        if (!carryOut(copy, plan)) {
          copy.setState(processor);
          processors.get().service(copy);
        }
      } finally {
        LifecycleUtil.dispose(copy);
      }
    } catch (MessagingException | RuntimeException | StackOverflowError | LinkageError e) {
      recipients.forEach(recipient -> progress.failed(mail, recipient, e));
    }
  }

  /** Returns whether the mail is elsewhere now. */
  private boolean carryOut(Mail mail, Plan plan) throws MessagingException {
    Optional<Refusal> refusal = refusal(plan.decision());
    boolean heldBack = refusal.isPresent() && !MailOrigin.isOurs(mail);
    boolean ended = false;
    for (Due due : plan.actions()) {
      if (!(ended || heldBack) || isBesideTheMail(due.action())) {
        ended |= apply(due, task(mail, due.rule(), plan));
      }
    }
    if (heldBack && !ended) {
      Task task = task(mail, refusal.get().rule(), plan);
      record(task, refusal.get().action(), () -> refusal.get().carryOut(this, task));
      ended = true;
    }
    return ended;
  }

  private Task task(Mail mail, String rule, Plan plan) {
    return new Task(mail, getMailetContext(), rule, plan.version(), places);
  }

  /** What is done even for a mail that does not go on. */
  private static boolean isBesideTheMail(Action action) {
    return action instanceof org.pillarbox.rules.action.Suspend
        || action instanceof org.pillarbox.rules.action.Notify
        || action instanceof org.pillarbox.rules.action.CopyTo;
  }

  private boolean apply(Due due, Task task) throws MessagingException {
    if (mailets.find(due.action()).holdsBack() && MailOrigin.isOurs(task.mail())) {
      record(task, due.action(), () -> new Outcome.NotNeeded("our own mail is not held back"));
      return false;
    }
    Outcome outcome = record(task, due.action(), () -> mailets.carryOut(due.action(), task));
    if (outcome instanceof Outcome.LeftAlone left) {
      return otherwise(due, task, left.detail());
    }
    return outcome instanceof Outcome.Ended;
  }

  /** The else of the rule; without one, a header field that says so. */
  private boolean otherwise(Due due, Task task, String reason) throws MessagingException {
    if (due.otherwise().isEmpty()) {
      LeftAloneHeader.add(task.mail(), task.rule(), reason);
      return false;
    }
    boolean ended = false;
    for (Action action : due.otherwise()) {
      if (!ended || isBesideTheMail(action)) {
        ended |= apply(new Due(due.rule(), action, List.of()), task);
      }
    }
    return ended;
  }

  private interface Doing {
    Outcome run() throws MessagingException;
  }

  private Outcome record(Task task, Action action, Doing doing) throws MessagingException {
    List<MailAddress> recipients = task.recipients();
    try {
      Outcome outcome = doing.run();
      outcomes.record(outcome(task, recipients, action, result(outcome), outcome.detail()));
      return outcome;
    } catch (MessagingException | RuntimeException e) {
      outcomes.record(
          outcome(task, recipients, action, ActionOutcome.Result.FAILED, String.valueOf(e)));
      throw e;
    }
  }

  private static ActionOutcome.Result result(Outcome outcome) {
    if (outcome instanceof Outcome.LeftAlone) {
      return ActionOutcome.Result.LEFT_ALONE;
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

  /**
   * What a verdict against a mail comes to after 250.
   *
   * @param putOff only for now
   */
  private record Refusal(String rule, Refuse action, boolean putOff) {
    Outcome carryOut(CarryOut mailet, Task task) throws MessagingException {
      return putOff
          ? new Deferral(mailet.quarantine, mailet.progress, mailet.clock)
              .putOff(task, action.text())
          : mailet.mailets.carryOut(action, task);
    }
  }

  private static Optional<Refusal> refusal(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      return Optional.of(new Refusal(refused.rule(), refused.reply(), false));
    }
    if (decision instanceof Decision.Deferred deferred) {
      String reason = org.pillarbox.actions.mime.HeaderValue.oneLine(deferred.reason());
      String line = reason.length() > 400 ? reason.substring(0, 400) : reason;
      return Optional.of(new Refusal(deferred.rule(), new Refuse(451, "4.7.1", line), true));
    }
    return Optional.empty();
  }

  @Override
  public String getMailetInfo() {
    return "Does what the rules say";
  }
}
