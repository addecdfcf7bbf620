package org.pillarbox.actions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;

/**
 * Runs a processor for each recipient on its own, with a copy of its own, and remembers who has
 * been served. So one recipient's trouble is not another's: a retry is for those only that were not
 * served, and what one recipient's rules do to the message does not show in another's copy.
 *
 * <p>Parameters: {@code processor}, which serves one recipient; {@code overQuota}, where a copy
 * goes whose mailbox is full.
 *
 * <p>A recipient that fails is reported to {@link DeliveryProgress} and the others go on; so after
 * this mailet the message is done here, and the spool decides from the reports whether it comes
 * again.
 */
public final class DeliverEach extends GenericMailet {
  private final Provider<MailProcessor> processors;
  private final DeliveryProgress progress;
  private final DeliveryOutcomes outcomes;
  private final Clock clock;
  private String processor = "";
  private String overQuota = "";

  @Inject
  public DeliverEach(
      Provider<MailProcessor> processors,
      DeliveryProgress progress,
      DeliveryOutcomes outcomes,
      Clock clock) {
    this.processors = processors;
    this.progress = progress;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  @Override
  public void init() throws MessagingException {
    processor = required("processor");
    overQuota = required("overQuota");
  }

  private String required(String parameter) throws MessagingException {
    return getInitParameterAsOptional(parameter)
        .orElseThrow(() -> new MessagingException("DeliverEach needs the parameter " + parameter));
  }

  @Override
  public List<ProcessingState> requiredProcessingState() {
    return List.of(new ProcessingState(processor), new ProcessingState(overQuota));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    List<MailAddress> recipients = new ArrayList<>(mail.getRecipients());
    if (recipients.size() == 1) {
      // The message is used up here anyway: no copy needed.
      deliver(mail, mail, recipients.get(0));
    } else {
      for (MailAddress recipient : recipients) {
        deliverCopy(mail, recipient);
      }
    }
    mail.setState(Mail.GHOST);
  }

  private void deliverCopy(Mail mail, MailAddress recipient) throws MessagingException {
    Mail copy = mail.duplicate();
    try {
      // A name of its own: in a repository the name is the key, and a second copy must not replace
      // the first.
      copy.setName(mail.getName() + "." + Integer.toHexString(recipient.hashCode()));
      copy.setRecipients(List.of(recipient));
      deliver(mail, copy, recipient);
    } finally {
      LifecycleUtil.dispose(copy);
    }
  }

  private void deliver(Mail original, Mail copy, MailAddress recipient) {
    String step = processor + " " + recipient.asString();
    if (progress.isDone(original, step)) {
      return;
    }
    MaybeSender sender = copy.getMaybeSender();
    try {
      run(copy, recipient);
      progress.done(original, step);
      record(original, sender, recipient, DeliveryOutcome.Status.DELIVERED, "delivered");
    } catch (MessagingException | RuntimeException | StackOverflowError | LinkageError e) {
      // Errors too: a message that is too deep for some parser must count as a try, not spin.
      progress.failed(original, recipient, e);
      record(original, sender, recipient, DeliveryOutcome.Status.DEFERRED, String.valueOf(e));
    }
  }

  private void run(Mail copy, MailAddress recipient) throws MessagingException {
    copy.setState(processor);
    try {
      processors.get().service(copy);
    } catch (MessagingException | RuntimeException e) {
      if (Causes.of(e).noneMatch(OverQuotaException.class::isInstance)) {
        throw e;
      }
      RecipientReports.attach(
          copy,
          List.of(
              new RecipientReport(recipient, "5.2.2", "The mailbox is full.", Optional.empty())));
      copy.setState(overQuota);
      processors.get().service(copy);
    }
  }

  private void record(
      Mail mail, MaybeSender sender, MailAddress to, DeliveryOutcome.Status status, String reply) {
    outcomes.record(
        new DeliveryOutcome(
            MailTrail.id(mail), sender, to, "local", status, reply, MailTrail.age(mail, clock)));
  }

  @Override
  public String getMailetInfo() {
    return "Serves each recipient on its own";
  }
}
