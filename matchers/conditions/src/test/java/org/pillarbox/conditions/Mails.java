package org.pillarbox.conditions;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** Mails for tests, as the SMTP server would make them. */
final class Mails {
  private Mails() {}

  static MailImpl mail(String sender, String message, String... recipients)
      throws MessagingException {
    MailImpl.Builder builder =
        MailImpl.builder()
            .name("mail-1")
            .addRecipients(recipients)
            .mimeMessage(
                new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(
                        message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))))
            .remoteAddr("192.0.2.7")
            .remoteHost("192.0.2.7");
    return sender.isEmpty() ? builder.build() : builder.sender(sender).build();
  }

  static void set(Mail mail, AttributeName name, Object value) {
    mail.setAttribute(new Attribute(name, AttributeValue.ofAny(value)));
  }

  static MailAddress[] addresses(String... addresses) {
    return Arrays.stream(addresses).map(Mails::address).toArray(MailAddress[]::new);
  }

  static MailAddress address(String text) {
    try {
      return new MailAddress(text);
    } catch (javax.mail.internet.AddressException e) {
      throw new AssertionError(e);
    }
  }
}
