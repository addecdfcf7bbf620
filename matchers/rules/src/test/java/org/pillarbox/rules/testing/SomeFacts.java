package org.pillarbox.rules.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.facts.Text;
import org.pillarbox.rules.facts.Trait;
import org.pillarbox.rules.list.Network;

/**
 * A message from ada@example.com to bob@ours.test, on a Monday at ten, with what a test changes.
 */
public final class SomeFacts {
  /** Monday, ten o'clock. */
  public static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  private Origin origin = Origin.MX;
  private Fact<Party> sender = Fact.of(Party.of("ada@example.com", false));
  private Party recipient = Party.of("bob@ours.test", true);
  private Session session =
      Session.none()
          .withClient(Network.client("192.0.2.7"))
          .withHelo("mail.example.com")
          .withReverseName(Fact.of("mail.example.com"))
          .withTls(true);
  private String displayName = "Ada";
  private String from = "ada@example.com";
  private String subject = "Hello";
  private final List<Header> more = new ArrayList<>();
  private String text = "Dear Bob, all is well.";
  private long size = 10_240;
  private Fact<List<Attachment>> attachments = Fact.of(List.of());
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private Scan scan = new Scan(Fact.of(1.0), Fact.absent());
  private Correspondence correspondence = Correspondence.of(false);
  private Instant at = AT;

  /** The message as it is. */
  public static SomeFacts mail() {
    return new SomeFacts();
  }

  /** Another way in. */
  public SomeFacts by(Origin other) {
    origin = other;
    return this;
  }

  /** Another envelope sender, and header From, from elsewhere. */
  public SomeFacts from(String address) {
    from = address;
    sender = Fact.of(Party.of(address, address.endsWith("ours.test")));
    return this;
  }

  /** Another envelope sender. */
  public SomeFacts from(Party party) {
    sender = Fact.of(party);
    return this;
  }

  /** From {@code <>}. */
  public SomeFacts fromNobody() {
    sender = Fact.absent();
    return this;
  }

  /** Another header From. */
  public SomeFacts author(String name, String address) {
    displayName = name;
    from = address;
    return this;
  }

  /** Another recipient. */
  public SomeFacts to(String address) {
    return to(Party.of(address, address.endsWith("ours.test")));
  }

  /** Another recipient. */
  public SomeFacts to(Party party) {
    recipient = party;
    return this;
  }

  /** Submitted by this user. */
  public SomeFacts loggedIn(String user) {
    origin = Origin.SUBMISSION;
    session = session.withLogin(Party.of(user, true));
    return from(user);
  }

  /** Another session. */
  public SomeFacts session(Session other) {
    session = other;
    return this;
  }

  /** Another subject. */
  public SomeFacts subject(String other) {
    subject = other;
    return this;
  }

  /** One more header field. */
  public SomeFacts header(String name, String value) {
    more.add(new Header(name, value));
    return this;
  }

  /** Another text. */
  public SomeFacts text(String other) {
    text = other;
    return this;
  }

  /** Another size in bytes. */
  public SomeFacts size(long bytes) {
    size = bytes;
    return this;
  }

  /** These attachments. */
  public SomeFacts attachments(Attachment... some) {
    attachments = Fact.of(List.of(some));
    return this;
  }

  /** Attachments, or why nobody knows. */
  public SomeFacts attachments(Fact<List<Attachment>> some) {
    attachments = some;
    return this;
  }

  /** Of this kind. */
  public SomeFacts being(Trait... some) {
    traits.addAll(List.of(some));
    return this;
  }

  /** With these verdicts of the filters. */
  public SomeFacts scanned(Scan other) {
    scan = other;
    return this;
  }

  /** With a sender whom we know, or not. */
  public SomeFacts known(boolean known) {
    correspondence = Correspondence.of(known);
    return this;
  }

  /** At another time. */
  public SomeFacts at(Instant other) {
    at = other;
    return this;
  }

  /** What is known at RCPT. */
  public Facts atRcpt() {
    return Facts.atRcpt(
            at, new Envelope(origin, sender, recipient, Fact.later(), Fact.later()), session)
        .withCorrespondence(correspondence);
  }

  /** What is known after DATA, before scanning. */
  public Facts atData() {
    List<Header> fields = new ArrayList<>();
    fields.add(new Header("From", displayName + " <" + from + ">"));
    fields.add(new Header("Subject", subject));
    fields.addAll(more);
    Headers headers =
        new Headers(
            fields,
            List.of(new Author(displayName, Party.of(from, from.endsWith("ours.test")))),
            List.of(),
            List.of());
    Facts rcpt = atRcpt();
    return rcpt.withEnvelope(rcpt.envelope().withRecipients(List.of(recipient.address())))
        .withContent(
            new Content(
                Fact.of(size),
                Fact.of(headers),
                Fact.of(Text.of(text)),
                attachments,
                Fact.of(traits)))
        .withAuthentication(
            new Authentication(
                Fact.of(AuthResult.PASS),
                Fact.of(List.of()),
                Fact.of(AuthResult.NONE),
                Fact.of(AuthResult.NONE)));
  }

  /** What is known after scanning. */
  public Facts scanned() {
    return atData().withScan(scan);
  }

  /** Everything, delivered to the recipient as given. */
  public Facts accepted() {
    return scanned().deliveredTo(recipient);
  }

  /** Everything, delivered to another address. */
  public Facts acceptedFor(String address) {
    return scanned().deliveredTo(Party.of(address, address.endsWith("ours.test")));
  }

  /** Counters as a test wants them. */
  public static Facts counted(Facts facts, CounterKey key, long count) {
    return facts.withCounters(Map.of(key, Fact.of(count)));
  }
}
