package org.pillarbox.rulebook.gathering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.pillarbox.protection.Network;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.port.Groups;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.port.RateCounters;
import org.pillarbox.rules.port.ReverseNames;

/** Facts of one message, gathered from whoever knows; only what the rules ask for. */
public final class Gathering {
  private final Parties parties;
  private final KnownCorrespondents correspondents;
  private final RateCounters counters;
  private final ReverseNames names;

  @Inject
  public Gathering(
      Parties parties,
      KnownCorrespondents correspondents,
      RateCounters counters,
      ReverseNames names) {
    this.parties = parties;
    this.correspondents = correspondents;
    this.counters = counters;
    this.names = names;
  }

  /** Makes parties of addresses. */
  public Parties parties() {
    return parties;
  }

  /**
   * What is known at RCPT.
   *
   * @throws Groups.Away when the directory does not answer
   */
  public Facts atRcpt(Arrival arrival, MailAddress recipient, Needs needs) {
    Optional<Address> sender = arrival.sender().asOptional().map(Gathering::address);
    Session session =
        new Session(
            Fact.ofOptional(arrival.client()),
            reverseName(arrival, needs),
            Fact.ofOptional(arrival.helo()),
            Fact.of(arrival.tls()),
            Fact.ofOptional(login(arrival).map(user -> parties.of(user, needs))),
            Fact.unknown("no source"),
            Fact.unknown("no source"));
    Facts facts =
        Facts.atRcpt(
            arrival.at(),
            new Envelope(
                origin(arrival.entrance()),
                Fact.ofOptional(sender.map(address -> parties.of(address, needs))),
                parties.of(address(recipient), needs),
                Fact.later(),
                Fact.later()),
            session);
    Facts counted = counted(facts, needs);
    return needs.correspondence()
        ? counted.withCorrespondence(correspondence(sender, address(recipient), arrival.at()))
        : counted;
  }

  private Fact<String> reverseName(Arrival arrival, Needs needs) {
    if (!needs.reverseName()) {
      return Fact.unknown("not looked up");
    }
    return arrival.client().map(names::of).orElse(Fact.absent());
  }

  /** The same with the counters that the rules ask for. */
  public Facts counted(Facts facts, Needs needs) {
    return needs.counters().isEmpty() ? facts : facts.withCounters(counts(facts, needs));
  }

  /** The same facts for another recipient. */
  public Facts forRecipient(Facts facts, MailAddress recipient, Needs needs) {
    Party party = parties.of(address(recipient), needs);
    Correspondence known =
        needs.correspondence()
            ? correspondence(sender(facts), party.address(), facts.at())
            : facts.correspondence();
    return facts.forRecipient(party, known);
  }

  /**
   * The same with whether we had written to the sender when the message came, if that was not
   * looked up then.
   */
  public Facts corresponded(Facts facts) {
    return facts.correspondence().recipientToAddress().isKnown()
        ? facts
        : facts.withCorrespondence(
            correspondence(sender(facts), facts.envelope().recipient().address(), facts.at()));
  }

  private static Optional<Address> sender(Facts facts) {
    return facts.envelope().sender().value().map(Party::address);
  }

  private Correspondence correspondence(Optional<Address> sender, Address recipient, Instant at) {
    return sender
        .map(address -> correspondents.between(address, recipient, at))
        .orElse(Correspondence.of(false));
  }

  /** Remembers to whom our users write, once, when a message of theirs has been accepted. */
  public void remember(Arrival arrival, Collection<MailAddress> recipients) {
    if (arrival.entrance() != Entrance.SUBMISSION && arrival.entrance() != Entrance.JMAP) {
      return;
    }
    Set<Address> authors = new HashSet<>();
    arrival.sender().asOptional().map(Gathering::address).ifPresent(authors::add);
    login(arrival).ifPresent(authors::add);
    for (Address author : authors) {
      for (MailAddress recipient : recipients) {
        correspondents.wrote(author, address(recipient), arrival.at());
      }
    }
  }

  private static Optional<Address> login(Arrival arrival) {
    return arrival
        .login()
        .filter(user -> user.hasDomainPart())
        .map(user -> Address.of(user.asString()));
  }

  private Map<CounterKey, Fact<Long>> counts(Facts facts, Needs needs) {
    Map<CounterKey, Fact<Long>> counts = new HashMap<>();
    for (CounterKey key : needs.counters()) {
      counts.put(
          key,
          subject(key, facts)
              .map(subject -> counters.count(key, subject, facts.at()))
              .orElse(Fact.absent()));
    }
    return counts;
  }

  /**
   * Moves the counters on, once, when a message has been accepted.
   *
   * @param recipients how many
   * @param bytes its size
   */
  public void count(Facts facts, Needs needs, int recipients, long bytes) {
    for (CounterKey key : needs.counters()) {
      long amount =
          switch (key.measure()) {
            case MESSAGES -> 1;
            case RECIPIENTS -> recipients;
            case BYTES -> bytes;
          };
      subject(key, facts).ifPresent(who -> counters.advance(key, who, amount, facts.at()));
    }
  }

  private static Optional<String> subject(CounterKey key, Facts facts) {
    return switch (key.by()) {
      case SENDER -> facts.envelope().sender().value().map(party -> party.address().toString());
      case USER -> facts.session().login().value().map(party -> party.address().toString());
      case NETWORK ->
          facts.session().client().value().map(client -> Network.around(client).toString());
    };
  }

  /** The way in as rules name it. */
  public static Origin origin(Entrance entrance) {
    return switch (entrance) {
      case MX -> Origin.MX;
      case SUBMISSION -> Origin.SUBMISSION;
      case LMTP -> Origin.LMTP;
      case JMAP -> Origin.JMAP;
    };
  }

  /** As rules see it. */
  public static Address address(MailAddress address) {
    return new Address(address.getLocalPart(), address.getDomain().asString());
  }

  /** All of them, as rules see them. */
  public static List<Address> addresses(Iterable<MailAddress> addresses) {
    List<Address> all = new ArrayList<>();
    addresses.forEach(address -> all.add(address(address)));
    return all;
  }
}
