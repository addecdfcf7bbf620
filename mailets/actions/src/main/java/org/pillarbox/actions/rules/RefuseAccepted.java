package org.pillarbox.actions.rules;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.RecipientReport;
import org.pillarbox.actions.RecipientReports;
import org.pillarbox.rules.action.Refuse;

/**
 * Refuses a mail after it was accepted. One of our own users, who had logged in, is told, by a
 * notification with this code and text; from anybody else the mail is held in quarantine: nobody
 * vouches for the sender's address, and a notification to it would be spam.
 *
 * <p>In the dialogue rules refuse with 550; this is for what came in without one, or where the
 * others of a mail's recipients were not refused.
 *
 * <p>Parameters: {@code code}, {@code enhanced} (RFC 3463) and {@code text} of the refusal; {@code
 * refusedProcessor}, which tells the sender (default {@code bounces}).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.RefuseAccepted">
 *   <enhanced>5.7.1</enhanced>
 *   <text>Not from there</text>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class RefuseAccepted extends ActionMailet<Refuse> {
  private final Quarantine quarantine;
  private final DeliveryProgress progress;

  @Inject
  public RefuseAccepted(Quarantine quarantine, DeliveryProgress progress) {
    super(Refuse.class);
    this.quarantine = quarantine;
    this.progress = progress;
  }

  @Override
  List<String> processors(Places named) {
    return List.of(named.refused());
  }

  @Override
  public Outcome carryOut(Refuse wanted, Task task) throws MessagingException {
    Mail mail = task.mail();
    if (LoggedIn.user(mail).isEmpty() || !mail.hasSender()) {
      return new Outcome.Ended(
          Held.once(
              quarantine,
              progress,
              task,
              Quarantine.Kind.REFUSED,
              wanted.code() + " " + wanted.enhanced() + " " + wanted.text()));
    }
    List<MailAddress> left = task.left(progress, "refuse");
    if (!left.isEmpty()) {
      Mail copy = mail.duplicate();
      try {
        copy.setRecipients(left);
        RecipientReports.attach(
            copy,
            left.stream()
                .map(
                    recipient ->
                        new RecipientReport(
                            recipient, wanted.enhanced(), wanted.text(), Optional.empty()))
                .toList());
        task.context().sendMail(copy, task.places().refused());
      } finally {
        LifecycleUtil.dispose(copy);
      }
      task.done(progress, "refuse", left);
    }
    return new Outcome.Ended("the sender is told");
  }

  @Override
  boolean holdsBack() {
    return true;
  }
}
