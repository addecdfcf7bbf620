package org.pillarbox.queue;

import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of each message that enters the spool, whichever way it came: by SMTP or LMTP, by JMAP,
 * or made here (a DSN, a vacation answer, what Sieve sends). It is written when the message is on
 * disk, beside the lines of what becomes of each recipient, and with the same id.
 *
 * <p>What is only put back or handed on inside (a copy for a forward, a bounce on its way) has been
 * accepted before and gets no second line.
 */
final class AcceptedMail {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.mail");

  /** What James' JMAP leaves on a mail: who submitted it. */
  private static final AttributeName JMAP_USER =
      AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

  private AcceptedMail() {}

  static void log(Mail mail) {
    if (mail.getAttribute(MailTrail.ID).isPresent()) {
      return;
    }
    LOGGER
        .atInfo()
        .addKeyValue("id", mail.getName())
        .addKeyValue("from", "<" + mail.getMaybeSender().asString("") + ">")
        .addKeyValue("recipients", mail.getRecipients().size())
        .addKeyValue("size", size(mail))
        .addKeyValue("status", "accepted")
        .addKeyValue("via", via(mail))
        .addKeyValue("client", via(mail).equals("smtp") ? mail.getRemoteAddr() : "-")
        .addKeyValue("helo", text(mail, Mail.SMTP_HELO))
        .addKeyValue("login", login(mail))
        .log("accepted");
  }

  private static String via(Mail mail) {
    if (mail.getAttribute(JMAP_USER).isPresent()) {
      return "jmap";
    }
    return mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent() ? "smtp" : "own";
  }

  private static String login(Mail mail) {
    String user = text(mail, Mail.SMTP_AUTH_USER);
    return user.equals("-") ? text(mail, JMAP_USER) : user;
  }

  private static String text(Mail mail, AttributeName name) {
    return AttributeUtils.getValueAndCastFromMail(mail, name, String.class).orElse("-");
  }

  private static long size(Mail mail) {
    try {
      return mail.getMessageSize();
    } catch (MessagingException e) {
      // The message is on disk and ours; a line without its size is better than none.
      LOGGER.debug("The size of {} is not known", mail.getName(), e);
      return -1;
    }
  }
}
