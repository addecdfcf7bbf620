package org.pillarbox.actions;

import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Adds a Delivered-To field for the recipient, before the recipient's own rules may redirect the
 * message, so that a circle is seen when it comes back. For use where there is one recipient
 * ({@link DeliverEach}).
 */
public final class MarkDelivered extends GenericMailet {
  @Override
  public void service(Mail mail) throws MessagingException {
    for (MailAddress recipient : mail.getRecipients()) {
      mail.getMessage().addHeader("Delivered-To", recipient.asString());
    }
  }

  @Override
  public String getMailetInfo() {
    return "Adds Delivered-To";
  }
}
