package org.pillarbox.actions.sieve;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.apache.james.core.MailAddress;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.server.core.MailImpl;
import org.apache.jsieve.mail.optional.ActionVacation;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.mime.HeaderValue;

/**
 * The reply that says that somebody is away (RFC 5230), and to whom it may go.
 *
 * @param wanted by the script
 * @param mail that is answered
 * @param recipient whose script it is
 * @param given the address that RCPT named
 */
record Absence(ActionVacation wanted, Mail mail, MailAddress recipient, String given) {
  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final List<String> ADDRESSED =
      List.of("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc");
  private static final Set<String> BULK = Set.of("bulk", "junk", "list");

  /** Senders that are programs (section 4.6). */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(owner-.*|.*-request|.*-noreply|no-?reply|mailer-daemon|listserv|majordomo)",
          Pattern.CASE_INSENSITIVE);

  /** To whom, if anybody may get it (sections 4.5 and 4.6). */
  Optional<MailAddress> addressee() throws MessagingException {
    Optional<MailAddress> sender = mail.getMaybeSender().asOptional();
    boolean person =
        sender.isPresent()
            && !PROGRAM.matcher(sender.get().getLocalPart()).matches()
            && !own().contains(small(sender.get().asString()))
            && !MailOrigin.isOurs(mail)
            && !isAutomatic();
    return person && isAddressed() ? sender : Optional.empty();
  }

  private boolean isAutomatic() throws MessagingException {
    boolean list =
        Collections.list(mail.getMessage().getAllHeaders()).stream()
            .anyMatch(field -> small(field.getName()).startsWith("list-"));
    boolean submitted =
        header("Auto-Submitted").anyMatch(value -> !small(value.strip()).startsWith("no"));
    boolean bulk = header("Precedence").anyMatch(value -> BULK.contains(small(value.strip())));
    return list || submitted || bulk;
  }

  /** Whether it was written to this person by name, not to a list that they are on. */
  private boolean isAddressed() throws MessagingException {
    Set<String> own = own();
    for (String field : ADDRESSED) {
      for (String value : header(field).toList()) {
        for (Mailbox mailbox : LenientAddressParser.DEFAULT.parseAddressList(value).flatten()) {
          if (own.contains(small(String.valueOf(mailbox.getAddress())))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Set<String> own() {
    Set<String> own = new LinkedHashSet<>();
    Stream.concat(Stream.of(recipient.asString(), given), wanted.getAddresses().stream())
        .map(Absence::small)
        .forEach(own::add);
    return own;
  }

  private Stream<String> header(String name) throws MessagingException {
    return Optional.ofNullable(mail.getMessage().getHeader(name)).stream().flatMap(Arrays::stream);
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How long the same sender gets no other (section 4.1). */
  Duration pause() {
    Duration asked = Duration.ofDays(wanted.getDuration());
    return asked.compareTo(SHORTEST) < 0
        ? SHORTEST
        : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  /** What makes two replies the same (section 4.2). */
  String handle() {
    return Optional.ofNullable(wanted.getHandle())
        .orElseGet(
            () -> {
              String all =
                  String.join(
                      "\n",
                      String.valueOf(wanted.getSubject()),
                      String.valueOf(wanted.getFrom()),
                      String.valueOf(wanted.getMime()),
                      String.valueOf(wanted.getReason()));
              return Integer.toHexString(all.hashCode());
            });
  }

  /**
   * The reply. It bears no envelope sender (section 5.1), so that nothing answers it. It is from
   * the recipient whatever the script says; of {@code :from} it bears the name.
   */
  @SuppressWarnings("JavaUtilDate") // JavaMail speaks of Date.
  MailImpl reply(MailAddress to, Clock clock) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(from());
    message.setHeader("To", to.asString());
    message.setSubject(subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-replied");
    String answered = mail.getMessage().getMessageID();
    if (answered != null) {
      message.setHeader("In-Reply-To", HeaderValue.oneLine(answered));
      message.setHeader("References", HeaderValue.oneLine(answered));
    }
    if (wanted.getMime() == null) {
      message.setText(wanted.getReason(), StandardCharsets.UTF_8.name());
    } else {
      message.setContent(new MimeMultipart(given(wanted.getMime())));
    }
    message.saveChanges();
    return MailImpl.builder().name(MailImpl.getId()).addRecipient(to).mimeMessage(message).build();
  }

  private InternetAddress from() throws MessagingException {
    InternetAddress from = new InternetAddress();
    from.setAddress(recipient.asString());
    try {
      if (wanted.getFrom() != null) {
        from.setPersonal(
            HeaderValue.oneLine(
                Optional.ofNullable(
                        LenientAddressParser.DEFAULT.parseMailbox(wanted.getFrom()).getName())
                    .orElse("")),
            StandardCharsets.UTF_8.name());
      }
    } catch (java.io.UnsupportedEncodingException e) {
      throw new MessagingException("UTF-8 is known everywhere", e);
    }
    return from;
  }

  private String subject() throws MessagingException {
    String original = Optional.ofNullable(mail.getMessage().getSubject()).orElse("your message");
    return HeaderValue.oneLine(
        Optional.ofNullable(wanted.getSubject()).orElse("Auto: " + original));
  }

  /** A MIME entity as the script gives it: header, empty line, body. */
  private static MimeBodyPart given(String mime) throws MessagingException {
    String text = mime.replaceAll("\r?\n", "\r\n");
    int end = text.indexOf("\r\n\r\n");
    String header = end < 0 ? text : text.substring(0, end + 4);
    String body = end < 0 ? "" : text.substring(end + 4);
    return new MimeBodyPart(
        new InternetHeaders(
            new java.io.ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8))),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
