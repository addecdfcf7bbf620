package org.pillarbox.actions.rules;

import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rules.action.CopyTo;
import org.pillarbox.rules.facts.Origin;

/**
 * Sends a copy to other addresses too, such as a journal; as the message is at this point, byte for
 * byte. The copy is the appliance's own (origin {@code system}): it bears no envelope sender, so
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

  @Inject
  public SendCopy(DeliveryProgress progress) {
    super(CopyTo.class);
    this.progress = progress;
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
      MailImpl copy =
          MailImpl.builder()
              .name(MailImpl.getId())
              .sender(MaybeSender.nullSender())
              .addRecipients(Addresses.of(wanted.to()))
              .mimeMessage(mail.getMessage())
              .build();
      try {
        MailOrigin.set(copy, Origin.SYSTEM);
        task.context().sendMail(copy, Mail.DEFAULT);
      } finally {
        LifecycleUtil.dispose(copy);
      }
      task.done(progress, step, left);
    }
    return new Outcome.Done("to " + wanted.to());
  }
}
