package org.pillarbox.rules.facts;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Everything that rules may know of one message for one recipient. Immutable; facts only grow: what
 * is {@linkplain Fact.Later later} becomes something else, and nothing else changes. So a rule that
 * was decided at an earlier moment stays decided.
 *
 * @param at when the message arrived; the same at every moment, else a rule with office hours could
 *     change its mind in the middle of a message
 * @param envelope the envelope, seen from this recipient
 * @param session the client
 * @param content the message; later until DATA
 * @param authentication SPF, DKIM, DMARC, ARC; later until DATA
 * @param scan the filters' verdicts; later until scanned
 * @param correspondence whether we have written to the sender before
 * @param counters snapshot of the counters that the rule set asks for; what is missing is unknown
 */
public record Facts(
    Instant at,
    Envelope envelope,
    Session session,
    Content content,
    Authentication authentication,
    Scan scan,
    Correspondence correspondence,
    Map<CounterKey, Fact<Long>> counters) {
  public Facts {
    counters = Map.copyOf(counters);
  }

  /** What is known at RCPT; everything of the message comes later. */
  public static Facts atRcpt(Instant at, Envelope envelope, Session session) {
    return new Facts(
        at,
        envelope,
        session,
        Content.later(),
        Authentication.later(),
        Scan.later(),
        Correspondence.unknown("not looked up"),
        Map.of());
  }

  /** The count, unknown if it was not looked up. */
  public Fact<Long> counter(CounterKey key) {
    Fact<Long> count = counters.get(key);
    return count == null ? Fact.unknown("not counted") : count;
  }

  /** The same with another envelope. */
  public Facts withEnvelope(Envelope other) {
    return new Facts(at, other, session, content, authentication, scan, correspondence, counters);
  }

  /** The same for another recipient of the same message; all else is shared. */
  public Facts forRecipient(Party recipient, Correspondence known) {
    return new Facts(
        at,
        envelope.forRecipient(recipient),
        session,
        content,
        authentication,
        scan,
        known,
        counters);
  }

  /** The same after expansion. */
  public Facts deliveredTo(Party expanded) {
    return withEnvelope(envelope.deliveredTo(expanded));
  }

  /** The same with another session. */
  public Facts withSession(Session other) {
    return new Facts(at, envelope, other, content, authentication, scan, correspondence, counters);
  }

  /**
   * The same with all that it comes from (sender, login, the header's authors) put through this.
   */
  public Facts mapSenders(UnaryOperator<Party> as) {
    return withEnvelope(envelope.withSender(envelope.sender().map(as)))
        .withSession(session.withLogin(session.login().map(as)))
        .withContent(content.withHeaders(content.headers().map(headers -> headers.mapAuthors(as))));
  }

  /** The same after DATA. */
  public Facts withContent(Content arrived) {
    return new Facts(
        at, envelope, session, arrived, authentication, scan, correspondence, counters);
  }

  /** The same after the sender's domain was verified. */
  public Facts withAuthentication(Authentication verified) {
    return new Facts(at, envelope, session, content, verified, scan, correspondence, counters);
  }

  /** The same after scanning. */
  public Facts withScan(Scan scanned) {
    return new Facts(
        at, envelope, session, content, authentication, scanned, correspondence, counters);
  }

  /** The same with this correspondence. */
  public Facts withCorrespondence(Correspondence known) {
    return new Facts(at, envelope, session, content, authentication, scan, known, counters);
  }

  /** The same with these counters. */
  public Facts withCounters(Map<CounterKey, Fact<Long>> snapshot) {
    return new Facts(
        at, envelope, session, content, authentication, scan, correspondence, snapshot);
  }
}
