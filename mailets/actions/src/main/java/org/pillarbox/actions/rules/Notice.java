package org.pillarbox.actions.rules;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.mime.HeaderValue;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.facts.Origin;

/** A notice about a mail, which nothing that follows RFC 3834 answers. */
record Notice(Notify wanted, Task task, Clock clock) {
  static final String MARK = "X-Pillarbox-Notice";

  /** Whether a program wrote this mail of its own accord. */
  static boolean isAutomatic(Mail mail) throws MessagingException {
    MimeMessage message = mail.getMessage();
    String submitted = message.getHeader("Auto-Submitted", ",");
    return MailOrigin.isOurs(mail)
        || message.getHeader(MARK) != null
        || (submitted != null && !submitted.strip().toLowerCase(Locale.ROOT).startsWith("no"));
  }

  /** The notice, to be disposed of by the caller. */
  @SuppressWarnings("JavaUtilDate") // JavaMail speaks of Date.
  MailImpl compose() throws MessagingException {
    Map<String, String> values = values();
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress(task.context().getPostmaster().asString()));
    for (MailAddress to : Addresses.of(wanted.to())) {
      message.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to.asString()));
    }
    message.setSubject(
        HeaderValue.oneLine(new Template(wanted.subject()).fill(values, UnaryOperator.identity())),
        StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader(MARK, HeaderValue.oneLine(task.rule()));
    message.setText(
        new Template(wanted.text()).fill(values, UnaryOperator.identity())
            + "\n\nNumber of the message: "
            + task.mailId()
            + "\n",
        StandardCharsets.UTF_8.name());
    message.saveChanges();
    MailImpl mail =
        MailImpl.builder()
            .name(MailImpl.getId())
            .addRecipients(Addresses.of(wanted.to()))
            .mimeMessage(message)
            .build();
    MailOrigin.set(mail, Origin.SYSTEM);
    return mail;
  }

  private Map<String, String> values() throws MessagingException {
    return Map.of(
        "rule",
        task.rule(),
        "sender",
        task.mail().getMaybeSender().asString(),
        "recipient",
        task.recipients().stream().map(MailAddress::asString).collect(Collectors.joining(", ")),
        "subject",
        Optional.ofNullable(task.mail().getMessage().getSubject()).orElse(""));
  }
}
