package org.pillarbox.rulebook.simulating;

import java.util.function.UnaryOperator;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;

/**
 * Kept facts as they are to be asked afterwards: with the groups of today, as only those that rules
 * named at the time were kept, and a group that was not kept would look like one that nobody is in;
 * and with what else can still be found out.
 */
final class FactsAfterwards {
  private static final String NOT_KEPT = "not kept: no rule asked for it at the time";

  private final Memberships memberships;
  private final UnaryOperator<Facts> found;

  FactsAfterwards(Memberships memberships, UnaryOperator<Facts> found) {
    this.memberships = memberships;
    this.found = found;
  }

  /** With the groups of today, and what is found out afterwards. */
  Facts of(Facts kept) {
    Envelope envelope = kept.envelope();
    Facts today =
        kept.withEnvelope(
                new Envelope(
                    envelope.origin(),
                    envelope.sender(),
                    today(envelope.recipient()),
                    envelope.deliveredTo().map(this::today),
                    envelope.recipients()))
            .mapSenders(this::today);
    return found.apply(today);
  }

  /** What was still to come when they were kept never comes: it is unknown. */
  static Facts settled(Facts facts) {
    Envelope envelope = facts.envelope();
    Content content = facts.content();
    Authentication verified = facts.authentication();
    return facts
        .withEnvelope(
            new Envelope(
                envelope.origin(),
                settled(envelope.sender()),
                envelope.recipient(),
                settled(envelope.deliveredTo()),
                settled(envelope.recipients())))
        .withSession(settled(facts.session()))
        .withContent(
            new Content(
                settled(content.size()),
                settled(content.headers()),
                settled(content.text()),
                settled(content.attachments()),
                settled(content.traits())))
        .withAuthentication(
            new Authentication(
                settled(verified.spf()),
                settled(verified.dkim()),
                settled(verified.dmarc()),
                settled(verified.arc())))
        .withScan(new Scan(settled(facts.scan().spamScore()), settled(facts.scan().virus())))
        .withCorrespondence(settled(facts.correspondence()));
  }

  private static <T> Fact<T> settled(Fact<T> fact) {
    return fact instanceof Fact.Later<T> ? Fact.unknown(NOT_KEPT) : fact;
  }

  private Party today(Party party) {
    return new Party(party.address(), party.local(), memberships.of(party.address()));
  }

  private static Session settled(Session session) {
    return new Session(
        settled(session.client()),
        settled(session.reverseName()),
        settled(session.helo()),
        settled(session.tls()),
        settled(session.login()),
        settled(session.country()),
        settled(session.blocklists()));
  }

  private static Correspondence settled(Correspondence known) {
    return new Correspondence(
        settled(known.recipientToAddress()),
        settled(known.recipientToDomain()),
        settled(known.domainToAddress()),
        settled(known.domainToDomain()));
  }
}
