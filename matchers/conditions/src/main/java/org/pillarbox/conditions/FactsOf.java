package org.pillarbox.conditions;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.port.RateCounters;

/**
 * The facts of a mail, seen from each recipient. The message is looked into once for all of them,
 * and only what the rules need is looked up. Safe for use by many threads.
 */
public final class FactsOf {
  /** Epoch milliseconds of acceptance, as the trail of a mail notes them. */
  private static final AttributeName ARRIVED = AttributeName.of("pillarbox.arrived");

  private static final int NETWORK_V4 = 24;
  private static final int NETWORK_V6 = 64;

  private final Parties parties;
  private final Contents contents;
  private final KnownCorrespondents correspondents;
  private final RateCounters counters;
  private final Clock clock;

  @Inject
  public FactsOf(
      Parties parties,
      Contents contents,
      KnownCorrespondents correspondents,
      RateCounters counters,
      Clock clock) {
    this.parties = parties;
    this.contents = contents;
    this.correspondents = correspondents;
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * The facts of a whole mail.
   *
   * @param needs what the rules ask for; the rest is unknown or left out
   * @return by recipient, in their order; those whose address rules can't name are missing
   * @throws MessagingException if the message can't be read now, or the store or the directory does
   *     not answer: the mail waits
   */
  public Map<MailAddress, Facts> of(Mail mail, Needs needs) throws MessagingException {
    return envelope(mail, needs, contents.of(mail.getMessage(), needs.groups()));
  }

  /** The same without the message: for conditions on envelope and session. */
  public Map<MailAddress, Facts> ofEnvelope(Mail mail, Needs needs) throws MessagingException {
    return envelope(mail, needs, Content.later());
  }

  private Map<MailAddress, Facts> envelope(Mail mail, Needs needs, Content content)
      throws MessagingException {
    Instant at =
        AttributeUtils.getValueAndCastFromMail(mail, ARRIVED, Long.class)
            .map(Instant::ofEpochMilli)
            .orElseGet(clock::instant);
    Fact<Party> sender = sender(mail, needs.groups());
    WayIn way = WayIn.of(mail);
    Session session = session(mail, way, needs.groups());
    Map<CounterKey, Fact<Long>> counts = counts(needs, sender, session, at);
    if (way.origin().hasDialogue()) {
      counts.putAll(MailFacts.counters(mail, needs.counters()));
    }
    Map<MailAddress, Facts> facts = new LinkedHashMap<>();
    for (MailAddress recipient : mail.getRecipients()) {
      Optional<Address> given = MailFacts.given(mail, recipient);
      if (given.isEmpty()) {
        continue;
      }
      facts.put(
          recipient,
          new Facts(
              at,
              seenFrom(mail, way, recipient, given.get(), sender, needs),
              session,
              content,
              MailFacts.authentication(mail),
              MailFacts.scan(mail),
              correspondence(needs, sender, given.get(), at),
              counts));
    }
    return facts;
  }

  private Envelope seenFrom(
      Mail mail, WayIn way, MailAddress recipient, Address given, Fact<Party> sender, Needs needs)
      throws MessagingException {
    Fact<Party> deliveredTo =
        MailFacts.isExpanded(mail)
            ? Fact.of(parties.party(Address.of(recipient.asString()), needs.groups()))
            : Fact.later();
    return new Envelope(
        way.origin(),
        sender,
        parties.party(given, needs.groups()),
        deliveredTo,
        Fact.of(MailFacts.recipients(mail)));
  }

  private Fact<Party> sender(Mail mail, Set<String> groups) throws MessagingException {
    MaybeSender sender = mail.getMaybeSender();
    if (sender.isNullSender()) {
      return Fact.absent();
    }
    return party(sender.asString(), groups);
  }

  private Fact<Party> party(String text, Set<String> groups) throws MessagingException {
    Address address;
    try {
      address = Address.of(text);
    } catch (IllegalArgumentException e) {
      return Fact.unknown("not an address that rules can name: " + e.getMessage());
    }
    return Fact.of(parties.party(address, groups));
  }

  private Session session(Mail mail, WayIn way, Set<String> groups) throws MessagingException {
    Fact<Party> user =
        way.login().isEmpty() ? Fact.absent() : Fact.of(parties.party(way.login().get(), groups));
    return switch (way.origin()) {
      case MX, SUBMISSION, LMTP ->
          new Session(
              way.client(),
              MailFacts.reverseName(mail),
              MailFacts.helo(mail),
              MailFacts.tls(mail),
              user,
              MailFacts.country(mail),
              MailFacts.blocklists(mail));
      case JMAP -> Session.none().withLogin(user).withTls(true);
      // What is sent on bears the marks of the dialogue that brought it; they are not its own.
      case REDIRECT, FORWARD, COLLECTED, SYSTEM -> Session.none().withLogin(user);
    };
  }

  private Correspondence correspondence(
      Needs needs, Fact<Party> sender, Address recipient, Instant at) {
    if (!needs.correspondence()) {
      return Correspondence.unknown("not looked up");
    }
    // Nobody has written to <>.
    return sender
        .value()
        .map(party -> correspondents.between(party.address(), recipient, at))
        .orElse(Correspondence.of(false));
  }

  private Map<CounterKey, Fact<Long>> counts(
      Needs needs, Fact<Party> sender, Session session, Instant at) {
    Map<CounterKey, Fact<Long>> counts = new HashMap<>();
    for (CounterKey key : needs.counters()) {
      Fact<String> subject = subject(key.by(), sender, session);
      counts.put(key, subject.flatMap(one -> counters.count(key, one, at)));
    }
    return counts;
  }

  /** Whose count it is, as {@link RateCounters} names them: the address, or the network. */
  static Fact<String> subject(CounterKey.By by, Fact<Party> sender, Session session) {
    return switch (by) {
      case SENDER -> sender.map(party -> party.address().toString());
      case USER -> session.login().map(party -> party.address().toString());
      case NETWORK -> session.client().map(FactsOf::network);
    };
  }

  private static String network(InetAddress client) {
    int prefix = client.getAddress().length == 4 ? NETWORK_V4 : NETWORK_V6;
    return Network.of(client.getHostAddress() + "/" + prefix).toString();
  }
}
