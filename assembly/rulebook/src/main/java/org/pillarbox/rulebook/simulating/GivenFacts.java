package org.pillarbox.rulebook.simulating;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Scan;

/**
 * Facts of a message that somebody gives with its envelope, gathered as in the dialogue. Counters
 * are read and not moved on; aliases are not followed.
 */
public final class GivenFacts {
  private static final String NOT_SENT = "the message was not sent";

  private final Gathering gathering;
  private final ContentReader contents;
  private final StoredMessages messages;
  private final Clock clock;

  @Inject
  public GivenFacts(
      Gathering gathering, ContentReader contents, StoredMessages messages, Clock clock) {
    this.gathering = gathering;
    this.contents = contents;
    this.messages = messages;
    this.clock = clock;
  }

  /** What lies in a user's folders, with the facts that can be had of it. */
  PastMail stored(Trial.Target.Stored target, Needs needs) {
    return new StoredMail(
        messages.of(Username.of(target.user().toString()), target.folder()),
        gathering,
        contents,
        needs,
        target);
  }

  /**
   * Seen from the first recipient.
   *
   * @throws MessagingException when the message can't be read
   */
  Facts of(Trial.Target.Given given, Needs needs) throws MessagingException {
    MailAddress first = mailAddress(given.recipients().get(0));
    Facts envelope = gathering.atRcpt(arrival(given), first, needs);
    Envelope seen =
        new Envelope(
                given.origin(),
                envelope.envelope().sender(),
                envelope.envelope().recipient(),
                envelope.envelope().deliveredTo(),
                envelope.envelope().recipients())
            .withRecipients(given.recipients());
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(given.raw().getBytes(StandardCharsets.ISO_8859_1)));
    return envelope
        .withEnvelope(seen)
        .withContent(contents.read(message, needs, gathering.parties()))
        .withAuthentication(Authentication.unknown(NOT_SENT))
        .withScan(Scan.unknown(NOT_SENT));
  }

  /** The same seen from another recipient. */
  Facts seenFrom(Facts facts, Address recipient, Needs needs) throws MessagingException {
    Facts seen = gathering.forRecipient(facts, mailAddress(recipient), needs);
    return seen.deliveredTo(seen.envelope().recipient());
  }

  private Arrival arrival(Trial.Target.Given given) throws AddressException {
    Optional<MailAddress> sender =
        given.sender().isPresent()
            ? Optional.of(mailAddress(given.sender().get()))
            : Optional.empty();
    return new Arrival(
        entrance(given.origin()),
        given.client(),
        given.helo(),
        given.tls(),
        given.login().map(login -> Username.of(login.toString())),
        MaybeSender.of(sender.orElse(null)),
        clock.instant());
  }

  /** What comes without a dialogue has its origin put right afterwards. */
  private static Entrance entrance(Origin origin) {
    return switch (origin) {
      case MX, REDIRECT, FORWARD, COLLECTED, SYSTEM -> Entrance.MX;
      case SUBMISSION -> Entrance.SUBMISSION;
      case JMAP -> Entrance.JMAP;
      case LMTP -> Entrance.LMTP;
    };
  }

  private static MailAddress mailAddress(Address address) throws AddressException {
    return new MailAddress(address.toString());
  }
}
