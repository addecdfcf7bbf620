package org.pillarbox.actions.sieve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.mime.HeaderValue;
import org.pillarbox.rules.facts.Origin;

/** Tells the owner of a script that it fails. No script is run on it. */
record FailureNotice(Mail about, MailAddress owner, MailAddress from, String why) {
  private static final AttributeName NOTICE = AttributeName.of("pillarbox.script-notice");

  static boolean isOne(Mail mail) {
    return mail.getAttribute(NOTICE).isPresent();
  }

  /** The notice, to be disposed of by the caller. */
  @SuppressWarnings("JavaUtilDate") // JavaMail speaks of Date.
  MailImpl compose(Clock clock) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress(from.asString()));
    message.setHeader("To", owner.asString());
    message.setSubject("Your mail filter does not work", StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(), StandardCharsets.UTF_8.name());
    message.saveChanges();
    MailImpl mail =
        MailImpl.builder()
            .name(MailImpl.getId())
            .addRecipient(owner)
            .mimeMessage(message)
            .addAttribute(new Attribute(NOTICE, AttributeValue.of(true)))
            .build();
    MailOrigin.set(mail, Origin.SYSTEM);
    return mail;
  }

  private String text() throws MessagingException {
    String subject = Optional.ofNullable(about.getMessage().getSubject()).orElse("(no subject)");
    return """
        The Sieve script of %s could not be run on a message.
        The message is in your inbox, and so is every other until the script is mended.

        What is wrong: %s

        Message from: %s
        Subject: %s
        Number of the message: %s

        You are told once a day.
        """
        .formatted(
            owner.asString(),
            HeaderValue.oneLine(why),
            about.getMaybeSender().asString(),
            HeaderValue.oneLine(subject),
            MailTrail.id(about));
  }
}
