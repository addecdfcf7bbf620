package org.pillarbox.actions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
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
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;

/**
 * A delivery status notification, RFC 3461 to 3464: what a person reads, what a program reads, and
 * the message (or its header, when it is large or the sender asked for no more).
 */
final class DsnMessage {
  /** What the notification says. */
  enum Kind {
    /** Given up. */
    FAILED("failed", "Undelivered mail: "),
    /** Still trying. */
    DELAYED("delayed", "Delayed mail (still being tried): ");

    private final String action;
    private final String subject;

    Kind(String action, String subject) {
      this.action = action;
      this.subject = subject;
    }
  }

  private static final long LARGEST_RETURNED = 256 * 1024;
  private static final int LONGEST_SUBJECT = 200;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private final Mail mail;
  private final Kind kind;
  private final String hostname;
  private final String from;
  private final Clock clock;
  private final Duration giveUpAfter;

  DsnMessage(
      Mail mail, Kind kind, String hostname, String from, Clock clock, Duration giveUpAfter) {
    this.mail = mail;
    this.kind = kind;
    this.hostname = hostname;
    this.from = from;
    this.clock = clock;
    this.giveUpAfter = giveUpAfter;
  }

  @SuppressWarnings("JavaUtilDate") // JavaMail speaks of Date.
  MimeMessage compose(Collection<RecipientReport> reports) throws MessagingException {
    MimeMultipart parts = new MimeMultipart("report; report-type=delivery-status");
    parts.addBodyPart(human(reports));
    parts.addBodyPart(machine(reports));
    parts.addBodyPart(original());
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress(from, true));
    message.setRecipients(
        MimeMessage.RecipientType.TO, mail.getMaybeSender().asOptional().orElseThrow().asString());
    message.setSubject(kind.subject + subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // RFC 3834: keeps other programs, vacation among them, from answering.
    message.setHeader("Auto-Submitted", "auto-replied");
    String messageId = mail.getMessage().getMessageID();
    if (messageId != null) {
      message.setHeader("In-Reply-To", messageId);
      message.setHeader("References", messageId);
    }
    message.setContent(parts);
    message.saveChanges();
    return message;
  }

  private String subject() throws MessagingException {
    String subject = Optional.ofNullable(mail.getMessage().getSubject()).orElse("(no subject)");
    String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) + "…" : line;
  }

  private MimeBodyPart human(Collection<RecipientReport> reports) throws MessagingException {
    StringBuilder text = new StringBuilder(1_000);
    text.append("This is the mail server ").append(hostname).append(".\n\n");
    text.append(
        switch (kind) {
          case FAILED ->
              "Your message could not be delivered to the following, and no further attempt will be made.\n";
          case DELAYED ->
              "Your message has not reached the following yet. You need not send it again: it is tried for "
                  + giveUpAfter.toDays()
                  + " days in all, and you hear from us if that fails too.\n";
        });
    for (RecipientReport report : reports) {
      text.append("\n  ").append(report.recipient().asString()).append('\n');
      text.append("    ")
          .append(report.server().map(server -> server + " said: ").orElse(""))
          .append(report.reply())
          .append('\n');
    }
    text.append("\nSubject: ").append(subject()).append('\n');
    text.append("Our number for this message: ").append(MailTrail.id(mail)).append('\n');
    if (kind == Kind.FAILED) {
      text.append(
              "\nIf the address is right and the reason tells you nothing, show this message to ")
          .append(from)
          .append(".\n");
    }
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.toString(), StandardCharsets.UTF_8.name());
    part.setDescription("Notification");
    return part;
  }

  private MimeBodyPart machine(Collection<RecipientReport> reports) throws MessagingException {
    StringBuilder text = new StringBuilder(500);
    text.append("Reporting-MTA: dns; ").append(hostname).append("\r\n");
    mail.dsnParameters()
        .flatMap(DsnParameters::getEnvIdParameter)
        .ifPresent(id -> field(text, "Original-Envelope-Id", id.asString()));
    field(text, "X-Pillarbox-Id", MailTrail.id(mail));
    Instant arrival = clock.instant().minus(MailTrail.age(mail, clock));
    field(text, "Arrival-Date", date(arrival));
    for (RecipientReport report : reports) {
      text.append("\r\n");
      originalRecipient(report)
          .ifPresent(address -> field(text, "Original-Recipient", "rfc822; " + address));
      field(text, "Final-Recipient", "rfc822; " + report.recipient().asString());
      field(text, "Action", kind.action);
      field(text, "Status", report.status());
      report
          .server()
          .ifPresent(server -> field(text, "Remote-MTA", "dns; " + server.split(" ", 2)[0]));
      field(
          text,
          "Diagnostic-Code",
          (report.server().isPresent() ? "smtp; " : "x-pillarbox; ") + report.reply());
      field(text, "Last-Attempt-Date", date(clock.instant()));
      if (kind == Kind.DELAYED) {
        field(text, "Will-Retry-Until", date(arrival.plus(giveUpAfter)));
      }
    }
    return bytesPart(
        text.toString().getBytes(StandardCharsets.UTF_8),
        "message/delivery-status",
        "Delivery report");
  }

  private Optional<String> originalRecipient(RecipientReport report) {
    return mail.dsnParameters()
        .flatMap(dsn -> Optional.ofNullable(dsn.getRcptParameters().get(report.recipient())))
        .flatMap(DsnParameters.RecipientDsnParameters::getOrcptParameter)
        .map(address -> address.asString());
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append(name)
        .append(": ")
        .append(value.replaceAll("\\p{Cntrl}+", " ").strip())
        .append("\r\n");
  }

  private static String date(Instant instant) {
    return DATE.format(instant.atZone(ZoneOffset.UTC));
  }

  private MimeBodyPart original() throws MessagingException {
    boolean headersOnly =
        mail.getMessageSize() > LARGEST_RETURNED
            || mail.dsnParameters()
                .flatMap(DsnParameters::getRetParameter)
                .filter(DsnParameters.Ret.HDRS::equals)
                .isPresent();
    return headersOnly
        ? bytesPart(headers(), "text/rfc822-headers", "Undelivered message's header")
        : bytesPart(whole(), "message/rfc822", "Undelivered message");
  }

  private byte[] headers() throws MessagingException {
    StringBuilder text = new StringBuilder(2_000);
    for (String line : Collections.list(mail.getMessage().getAllHeaderLines())) {
      text.append(line).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] whole() throws MessagingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      mail.getMessage().writeTo(bytes);
    } catch (IOException e) {
      throw new MessagingException("The message can't be read", e);
    }
    return bytes.toByteArray();
  }

  private static MimeBodyPart bytesPart(byte[] bytes, String type, String description)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    part.setHeader("Content-Type", type);
    part.setDescription(description);
    return part;
  }
}
