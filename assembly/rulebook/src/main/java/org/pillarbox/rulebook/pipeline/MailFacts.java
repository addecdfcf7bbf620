package org.pillarbox.rulebook.pipeline;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rulebook.entrance.RuleMarks;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.list.Network;

/**
 * Facts of a mail in the pipeline. Who logged in is, of a mail that a user's script or forward sent
 * on, that user: so a rule about a user's ways out closes these too.
 */
public final class MailFacts {
  private static final AttributeName JMAP_USER =
      AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");
  private static final AttributeName MADE_HERE = AttributeName.of("org.apache.james.SentByMailet");
  private static final String DELIVERED_TO = "Delivered-To";

  private final Gathering gathering;
  private final ContentReader contents;
  private final Clock clock;

  @Inject
  public MailFacts(Gathering gathering, ContentReader contents, Clock clock) {
    this.gathering = gathering;
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * Without the content, seen from the first recipient.
   *
   * @throws MessagingException when the header can't be read back
   */
  Facts envelope(Mail mail, Needs needs) throws MessagingException {
    Origin origin = origin(mail);
    Optional<Address> sender = mail.getMaybeSender().asOptional().map(Gathering::address);
    Optional<Address> user = user(mail, origin);
    Session session =
        new Session(
            client(mail, origin),
            Fact.unknown("not looked up"),
            Fact.ofOptional(
                AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_HELO, String.class)),
            Fact.ofOptional(RuleMarks.tls(mail)),
            Fact.ofOptional(user.map(address -> gathering.parties().of(address, needs))),
            Fact.unknown("no source"),
            Fact.unknown("no source"));
    Facts facts =
        Facts.atRcpt(
            RuleMarks.at(mail).orElseGet(clock::instant),
            new Envelope(
                origin,
                Fact.ofOptional(sender.map(address -> gathering.parties().of(address, needs))),
                gathering
                    .parties()
                    .of(Gathering.address(mail.getRecipients().iterator().next()), needs),
                Fact.later(),
                Fact.of(Gathering.addresses(mail.getRecipients()))),
            session);
    Facts counted = gathering.counted(facts, needs);
    Map<CounterKey, Fact<Long>> counters = new HashMap<>(counted.counters());
    counters.putAll(RuleMarks.counters(mail, needs.counters()));
    return counted.withCounters(counters);
  }

  /**
   * The same with the content.
   *
   * @throws MessagingException when the message can't be read back
   */
  Facts withContent(Facts envelope, Mail mail, Needs needs) throws MessagingException {
    return envelope
        .withContent(contents.read(mail.getMessage(), needs, gathering.parties()))
        .withAuthentication(Authentication.unknown("not verified by this version"))
        .withScan(Scan.unknown("no scanner"));
  }

  /** When the message arrived. */
  Instant at(Mail mail) {
    return RuleMarks.at(mail).orElseGet(clock::instant);
  }

  static Origin origin(Mail mail) throws MessagingException {
    Optional<Origin> noted = MailOrigin.of(mail);
    boolean madeHere =
        AttributeUtils.getValueAndCastFromMail(mail, MADE_HERE, Boolean.class).orElse(false);
    if (noted.isPresent()) {
      return madeHere && noted.get().hasDialogue() ? Origin.FORWARD : noted.get();
    }
    if (mail.hasSender()) {
      return deliveredTo(mail).isPresent() ? Origin.REDIRECT : Origin.SYSTEM;
    }
    return automaticReplyOf(mail).isPresent() ? Origin.REDIRECT : Origin.SYSTEM;
  }

  private static Optional<Address> user(Mail mail, Origin origin) throws MessagingException {
    return switch (origin) {
      case REDIRECT -> mail.hasSender() ? deliveredTo(mail) : automaticReplyOf(mail);
      case FORWARD -> deliveredTo(mail);
      case SUBMISSION, JMAP ->
          AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
              .or(() -> AttributeUtils.getValueAndCastFromMail(mail, JMAP_USER, String.class))
              .flatMap(MailFacts::address);
      case MX, LMTP, COLLECTED, SYSTEM ->
          AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
              .flatMap(MailFacts::address);
    };
  }

  /** For whom it was delivered last before it was sent on: the topmost field. */
  private static Optional<Address> deliveredTo(Mail mail) throws MessagingException {
    return header(mail, DELIVERED_TO).stream().findFirst().flatMap(MailFacts::address);
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
        ? header(mail, "From").stream().findFirst().flatMap(MailFacts::mailbox)
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

  private static Fact<InetAddress> client(Mail mail, Origin origin) {
    if (!origin.hasDialogue() || origin == Origin.JMAP) {
      return Fact.absent();
    }
    try {
      return Fact.of(Network.client(mail.getRemoteAddr()));
    } catch (IllegalArgumentException e) {
      return Fact.absent();
    }
  }
}
