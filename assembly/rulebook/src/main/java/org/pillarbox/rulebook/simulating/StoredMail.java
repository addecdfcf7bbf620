package org.pillarbox.rulebook.simulating;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;

/**
 * What lies in a user's folders, as if it came again: with its text, which kept facts have not, and
 * without what only its dialogue knew.
 */
final class StoredMail implements PastMail {
  /** Messages that are read, those before and after the time asked for among them. */
  static final int MOST = 10_000;

  private static final String NOT_SAID = "a stored message does not say";

  private final StoredMessages.Folders folders;
  private final Gathering gathering;
  private final ContentReader contents;
  private final Needs needs;
  private final Trial.Target.Stored target;

  StoredMail(
      StoredMessages.Folders folders,
      Gathering gathering,
      ContentReader contents,
      Needs needs,
      Trial.Target.Stored target) {
    this.folders = folders;
    this.gathering = gathering;
    this.contents = contents;
    this.needs = needs;
    this.target = target;
  }

  @Override
  public void newest(Selection selection, Predicate<Copy> reader) {
    int[] read = new int[2];
    folders.newest(
        stored -> {
          read[0]++;
          boolean meant =
              !stored.at().isBefore(selection.since()) && !stored.at().isAfter(selection.until());
          if (meant) {
            read[1]++;
          }
          return (!meant || reader.test(copy(stored)))
              && read[0] < MOST
              && read[1] < selection.limit();
        });
  }

  private Copy copy(StoredMessages.Stored stored) {
    return new Copy(
        stored.id(),
        new KeptFacts.Kept(target.user().toString(), stored.at(), 0, "stored", "", facts(stored)));
  }

  private Facts facts(StoredMessages.Stored stored) {
    try {
      MimeMessage message =
          new MimeMessage(
              javax.mail.Session.getInstance(new Properties()),
              new ByteArrayInputStream(stored.raw().getBytes(StandardCharsets.ISO_8859_1)));
      return envelope(message, stored.at())
          .withContent(contents.read(message, needs, gathering.parties()))
          .withAuthentication(Authentication.unknown(NOT_SAID))
          .withScan(Scan.unknown(NOT_SAID));
    } catch (MessagingException e) {
      // One that can't be read must not keep the others from being tried.
      return envelope(Optional.empty(), false, stored.at())
          .withContent(Content.unknown("it could not be read: " + e.getMessage()))
          .withAuthentication(Authentication.unknown(NOT_SAID))
          .withScan(Scan.unknown(NOT_SAID));
    }
  }

  /** Delivery notes the envelope's sender in Return-Path (RFC 5321 section 4.4). */
  private Facts envelope(MimeMessage message, Instant at) throws MessagingException {
    String[] noted = message.getHeader("Return-Path");
    if (noted == null || noted.length == 0) {
      return envelope(Optional.empty(), false, at);
    }
    String sender = noted[0].strip().replaceAll("^<|>$", "");
    try {
      return sender.isEmpty()
          ? envelope(Optional.empty(), true, at)
          : envelope(Optional.of(new MailAddress(sender)), true, at);
    } catch (AddressException e) {
      return envelope(Optional.empty(), false, at);
    }
  }

  private Facts envelope(Optional<MailAddress> sender, boolean known, Instant at) {
    Facts facts = gathering.atRcpt(arrival(sender, at), recipient(), needs);
    Fact<Party> from = known ? facts.envelope().sender() : Fact.unknown(NOT_SAID);
    Party recipient = facts.envelope().recipient();
    boolean ours = from.value().flatMap(party -> party.local().value()).orElse(false);
    return facts
        .withEnvelope(
            new Envelope(
                ours ? Origin.SUBMISSION : Origin.MX,
                from,
                recipient,
                Fact.of(recipient),
                Fact.unknown(NOT_SAID)))
        .withSession(unsaid())
        // What the counters say now says nothing of then.
        .withCounters(Map.of());
  }

  private static Session unsaid() {
    return new Session(
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID),
        Fact.unknown(NOT_SAID));
  }

  private static Arrival arrival(Optional<MailAddress> sender, Instant at) {
    return new Arrival(
        Entrance.MX,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        sender.map(MaybeSender::of).orElseGet(MaybeSender::nullSender),
        at);
  }

  private MailAddress recipient() {
    try {
      return new MailAddress(target.user().toString());
    } catch (AddressException e) {
      throw new IllegalArgumentException("user '" + target.user() + "': " + e.getMessage(), e);
    }
  }
}
