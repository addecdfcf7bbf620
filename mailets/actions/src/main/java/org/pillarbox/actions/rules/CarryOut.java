package org.pillarbox.actions.rules;

import java.time.Clock;
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
import org.pillarbox.actions.Quarantine;

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
 * told or held as {@link RefuseAccepted} says; what can't be decided now stays in the spool and is
 * asked about again. Whose copy has ended here is not asked about again, even if the rules have
 * changed until a second try.
 *
 * <p>Parameters: {@code processor}, where copies go on (the processor that the mail itself goes to
 * behind this mailet); {@code refusedProcessor}, which tells the sender (default {@code bounces});
 * {@code giveUpAfter}, the age at which what is put off is held (default 5 days).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.CarryOut">
 *   <processor>delivery</processor>
 *   <refusedProcessor>bounces</refusedProcessor>
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
    return List.of(new ProcessingState(processor), new ProcessingState(places.refused()));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    if (StopRules.isStopped(mail)) {
      return;
    }
    mail.setRecipients(
        mail.getRecipients().stream()
            .filter(recipient -> !progress.isDone(mail, over(recipient)))
            .toList());
    if (mail.getRecipients().isEmpty()) {
      mail.setState(Mail.GHOST);
      return;
    }
    Map<Plan, List<MailAddress>> groups = Plan.groups(mail, verdicts.of(mail));
    if (groups.size() == 1) {
      if (!goesOn(mail, groups.keySet().iterator().next())) {
        mail.setState(Mail.GHOST);
      }
      return;
    }
    for (Map.Entry<Plan, List<MailAddress>> group : groups.entrySet()) {
      separately(mail, group.getKey(), group.getValue());
    }
    mail.setState(Mail.GHOST);
  }

  private static String over(MailAddress recipient) {
    return "rules have ended " + recipient.asString();
  }

  /** One group's trouble is not another's, as in local delivery. */
  private void separately(Mail mail, Plan plan, List<MailAddress> recipients) {
    try {
      Mail copy = mail.duplicate();
      try {
        // In a repository the name is the key: one copy must not replace another.
        copy.setName(mail.getName() + "." + Integer.toHexString(recipients.hashCode()));
        copy.setRecipients(recipients);
        if (goesOn(copy, plan)) {
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

  private boolean goesOn(Mail mail, Plan plan) throws MessagingException {
    List<MailAddress> recipients = List.copyOf(mail.getRecipients());
    Task task = new Task(mail, getMailetContext(), Task.NO_RULE, plan.version(), places);
    Deferral deferral = new Deferral(quarantine, progress, clock);
    Optional<Outcome> end = new Execution(mailets, outcomes, deferral, plan, task).run();
    if (end.filter(Outcome.Ended.class::isInstance).isPresent()) {
      recipients.forEach(recipient -> progress.done(mail, over(recipient)));
    }
    return end.isEmpty();
  }

  @Override
  public String getMailetInfo() {
    return "Does what the rules say";
  }
}
