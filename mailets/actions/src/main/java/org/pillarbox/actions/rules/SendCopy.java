package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rules.action.CopyTo;

/**
 * Sends a copy to other addresses too, such as a journal: a report that names the envelope's sender
 * and recipients, Bcc among them, with the message as it is at this point, byte for byte, behind
 * it. The report is the appliance's own (origin {@code system}): it bears no envelope sender, so
 * that trouble with the journal is the admin's and not the sender's, and no rule copies it once
 * more.
 *
 * <p>Parameter: {@code to}, a list of addresses.
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.SendCopy">
 *   <to>journal@example.com</to>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class SendCopy extends ActionMailet<CopyTo> {
  private final DeliveryProgress progress;
  private final Clock clock;

  @Inject
  public SendCopy(DeliveryProgress progress, Clock clock) {
    super(CopyTo.class);
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public Outcome carryOut(CopyTo wanted, Task task) throws MessagingException {
    Mail mail = task.mail();
    if (MailOrigin.isOurs(mail)) {
      return new Outcome.NotNeeded("it is a copy or a notice itself");
    }
    String step = "copy " + wanted.to();
    List<MailAddress> left = task.left(progress, step);
    if (!left.isEmpty()) {
      MailImpl copy = new JournalReport(task, left, Addresses.of(wanted.to()), clock).compose();
      try {
        task.context().sendMail(copy, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(copy);
      }
      task.done(progress, step, left);
    }
    return new Outcome.Done("to " + wanted.to());
  }
}
