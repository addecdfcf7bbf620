package org.pillarbox.actions.rules;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.activation.DataHandler;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.GivenRecipients;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.mime.HeaderValue;
import org.pillarbox.actions.mime.Rewriting;
import org.pillarbox.rules.facts.Origin;

/**
 * A copy with its envelope: a text that names sender and recipients, one a line, and behind it the
 * message byte for byte (message/rfc822, RFC 2046 section 5.2.1). A bare copy would lose the Bcc
 * recipients, who stand nowhere in the message.
 *
 * @param recipients whose copies of the message it is about
 * @param to who gets the report
 */
record JournalReport(Task task, List<MailAddress> recipients, List<MailAddress> to, Clock clock) {
  static final String MARK = "X-Pillarbox-Journal";

  /** The report, to be disposed of by the caller. */
  @SuppressWarnings("JavaUtilDate") // JavaMail speaks of Date.
  MailImpl compose() throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress(task.context().getPostmaster().asString()));
    for (MailAddress one : to) {
      message.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(one.asString()));
    }
    message.setSubject(subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(MARK, HeaderValue.oneLine(task.rule()));
    message.setContent(new MimeMultipart(envelope(), original()));
    message.saveChanges();
    MailImpl mail =
        MailImpl.builder().name(MailImpl.getId()).addRecipients(to).mimeMessage(message).build();
    MailOrigin.set(mail, Origin.SYSTEM);
    return mail;
  }

  private String subject() throws MessagingException {
    return HeaderValue.oneLine(Optional.ofNullable(mail().getMessage().getSubject()).orElse(""));
  }

  private Mail mail() {
    return task.mail();
  }

  private MimeBodyPart envelope() throws MessagingException {
    StringBuilder text = new StringBuilder(500);
    line(text, "Sender", mail().getMaybeSender().asString("<>"));
    LoggedIn.user(mail()).map(Username::asString).ifPresent(user -> line(text, "Login", user));
    line(text, "Subject", subject());
    line(
        text, "Message-ID", Optional.ofNullable(mail().getMessage().getMessageID()).orElse("none"));
    line(text, "Number", task.mailId());
    line(text, "Rule", task.rule());
    Map<String, String> given = GivenRecipients.of(mail());
    for (MailAddress recipient : recipients) {
      String delivered = recipient.asString();
      line(
          text,
          "Recipient",
          Optional.ofNullable(given.get(delivered))
              .map(asked -> asked + ", expanded to " + delivered)
              .orElse(delivered));
    }
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.toString(), StandardCharsets.UTF_8.name());
    part.setDescription("Envelope");
    return part;
  }

  /** What came from outside can't make a line of its own, such as another recipient. */
  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(HeaderValue.oneLine(value)).append("\r\n");
  }

  private MimeBodyPart original() throws MessagingException {
    byte[] bytes = Rewriting.bytes(mail());
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "message/rfc822")));
    part.setHeader("Content-Type", "message/rfc822");
    // No other encoding is allowed here but 7bit, 8bit and binary: the bytes stay what they are.
    part.setHeader("Content-Transfer-Encoding", isAscii(bytes) ? "7bit" : "8bit");
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    part.setDescription("The message");
    return part;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte one : bytes) {
      if (one < 0) {
        return false;
      }
    }
    return true;
  }
}
