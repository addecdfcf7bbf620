package org.pillarbox.queue;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MailImpl;

/** Mails to test with. */
final class Mails {
  private Mails() {}

  static MailImpl named(String name) throws MessagingException {
    return named(name, "Good day.\r\n");
  }

  static MailImpl named(String name, String text) throws MessagingException {
    return MailImpl.builder()
        .name(name)
        .sender("ada@example.org")
        .addRecipient("bob@example.net")
        .mimeMessage(message("Subject: " + name + "\r\n\r\n" + text))
        .build();
  }

  static MimeMessage message(String content) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new java.io.ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  static String text(org.apache.mailet.Mail mail) throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    mail.getMessage().writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
