package org.pillarbox.conditions;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.Network;

/**
 * Which way a mail came in, and whose doing it is: told once, for the rule set and for each matcher
 * by itself. What is sent on bears the marks of the dialogue that brought it; they are not its own:
 * a mail that a user's script or forward sent on is that user's, so a rule about a user's ways out
 * closes these too.
 *
 * @param origin the way
 * @param login who logged in, or who sends it on; empty if nobody did
 * @param client where the connection came from; absent where there was none
 */
public record WayIn(Origin origin, Optional<Address> login, Fact<InetAddress> client) {
  /** As James' JMAP submission marks its mail. */
  private static final AttributeName JMAP_USER =
      AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

  private static final String DELIVERED_TO = "Delivered-To";

  /**
   * As the mail says.
   *
   * @throws MessagingException when the header can't be read back
   */
  public static WayIn of(Mail mail) throws MessagingException {
    Origin origin = origin(mail);
    return new WayIn(origin, login(mail, origin), client(mail, origin));
  }

  private static Origin origin(Mail mail) throws MessagingException {
    boolean madeHere = mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent();
    Optional<Origin> noted = MailFacts.notedOrigin(mail);
    if (noted.isPresent()) {
      return madeHere && noted.get().hasDialogue() ? Origin.FORWARD : noted.get();
    }
    if (!madeHere && text(mail, JMAP_USER).isPresent()) {
      return Origin.JMAP;
    }
    if (!madeHere && remote(mail).filter(client -> !client.isLoopbackAddress()).isPresent()) {
      return text(mail, Mail.SMTP_AUTH_USER).isPresent() ? Origin.SUBMISSION : Origin.MX;
    }
    boolean sentOn =
        mail.hasSender()
            ? madeHere || deliveredTo(mail).isPresent()
            : automaticReplyOf(mail).isPresent();
    return sentOn ? Origin.REDIRECT : Origin.SYSTEM;
  }

  private static Optional<Address> login(Mail mail, Origin origin) throws MessagingException {
    return switch (origin) {
      case REDIRECT -> mail.hasSender() ? deliveredTo(mail) : automaticReplyOf(mail);
      case FORWARD -> deliveredTo(mail);
      case MX, LMTP, SUBMISSION, JMAP ->
          text(mail, Mail.SMTP_AUTH_USER).or(() -> text(mail, JMAP_USER)).flatMap(WayIn::address);
      case COLLECTED, SYSTEM -> Optional.empty();
    };
  }

  private static Fact<InetAddress> client(Mail mail, Origin origin) {
    return origin.hasDialogue() && origin != Origin.JMAP
        ? remote(mail).map(Fact::of).orElse(Fact.unknown("the client's address is not noted"))
        : Fact.absent();
  }

  private static Optional<InetAddress> remote(Mail mail) {
    try {
      return Optional.of(Network.client(mail.getRemoteAddr()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** For whom it was delivered last before it was sent on: the topmost field. */
  private static Optional<Address> deliveredTo(Mail mail) throws MessagingException {
    return header(mail, DELIVERED_TO).stream().findFirst().flatMap(WayIn::address);
  }

  /** The user whose absence note it is: an automatic reply that is no report. */
  private static Optional<Address> automaticReplyOf(Mail mail) throws MessagingException {
    boolean automatic =
        header(mail, "Auto-Submitted").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("auto-replied"));
    boolean report =
        header(mail, "Content-Type").stream()
            .anyMatch(
                value -> value.strip().toLowerCase(Locale.ROOT).startsWith("multipart/report"));
    return automatic && !report
        ? header(mail, "From").stream().findFirst().flatMap(WayIn::mailbox)
        : Optional.empty();
  }

  private static List<String> header(Mail mail, String name) throws MessagingException {
    return Arrays.asList(
        Optional.ofNullable(mail.getMessage().getHeader(name)).orElse(new String[0]));
  }

  private static Optional<Address> mailbox(String value) {
    int open = value.lastIndexOf('<');
    int close = value.lastIndexOf('>');
    return address(open >= 0 && close > open ? value.substring(open + 1, close) : value);
  }

  private static Optional<Address> address(String text) {
    try {
      return Optional.of(Address.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Mail mail, AttributeName name) {
    return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
  }
}
