package org.pillarbox.rulebook.simulating;

import java.util.List;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;

/**
 * Kept facts as they are to be asked afterwards. What was still to come when they were kept never
 * comes, so it is unknown. Groups are those of today: only those that rules named at the time were
 * kept, and a group that was not kept would look like one that nobody is in.
 */
final class FactsAfterwards {
  private static final String NOT_KEPT = "not kept: no rule asked for it at the time";

  private final Memberships memberships;

  FactsAfterwards(Memberships memberships) {
    this.memberships = memberships;
  }

  Facts of(Facts kept) {
    return kept.withEnvelope(envelope(kept.envelope()))
        .withSession(session(kept.session()))
        .withContent(content(kept.content()))
        .withAuthentication(authentication(kept.authentication()))
        .withScan(new Scan(settled(kept.scan().spamScore()), settled(kept.scan().virus())))
        .withCorrespondence(correspondence(kept.correspondence()));
  }

  private static <T> Fact<T> settled(Fact<T> fact) {
    return fact instanceof Fact.Later<T> ? Fact.unknown(NOT_KEPT) : fact;
  }

  private Party today(Party party) {
    return new Party(party.address(), party.local(), memberships.of(party.address()));
  }

  private Envelope envelope(Envelope envelope) {
    return new Envelope(
        envelope.origin(),
        settled(envelope.sender()).map(this::today),
        today(envelope.recipient()),
        settled(envelope.deliveredTo()).map(this::today),
        settled(envelope.recipients()));
  }

  private Session session(Session session) {
    return new Session(
        settled(session.client()),
        settled(session.reverseName()),
        settled(session.helo()),
        settled(session.tls()),
        settled(session.login()).map(this::today),
        settled(session.country()),
        settled(session.blocklists()));
  }

  private Content content(Content content) {
    return new Content(
        settled(content.size()),
        settled(content.headers()).map(this::headers),
        settled(content.text()),
        settled(content.attachments()),
        settled(content.traits()));
  }

  private Headers headers(Headers headers) {
    return new Headers(
        headers.fields(),
        authors(headers.from()),
        authors(headers.sender()),
        authors(headers.replyTo()));
  }

  private List<Author> authors(List<Author> authors) {
    return authors.stream()
        .map(author -> new Author(author.displayName(), today(author.party())))
        .toList();
  }

  private static Authentication authentication(Authentication verified) {
    return new Authentication(
        settled(verified.spf()),
        settled(verified.dkim()),
        settled(verified.dmarc()),
        settled(verified.arc()));
  }

  private static Correspondence correspondence(Correspondence known) {
    return new Correspondence(
        settled(known.recipientToAddress()),
        settled(known.recipientToDomain()),
        settled(known.domainToAddress()),
        settled(known.domainToDomain()));
  }
}
