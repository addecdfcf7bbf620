package org.pillarbox.rulebook.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.pillarbox.conditions.WayIn;
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
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;

/** Facts of a mail in the pipeline; whose doing it is, {@link WayIn} says. */
public final class MailFacts {
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
    WayIn way = WayIn.of(mail);
    boolean dialogue = way.origin().hasDialogue();
    Optional<Address> sender = mail.getMaybeSender().asOptional().map(Gathering::address);
    Session session =
        new Session(
            way.client(),
            dialogue ? org.pillarbox.conditions.MailFacts.reverseName(mail) : Fact.absent(),
            dialogue ? org.pillarbox.conditions.MailFacts.helo(mail) : Fact.absent(),
            dialogue ? org.pillarbox.conditions.MailFacts.tls(mail) : Fact.absent(),
            Fact.ofOptional(way.login().map(address -> gathering.parties().of(address, needs))),
            Fact.unknown("no source"),
            Fact.unknown("no source"));
    Facts facts =
        Facts.atRcpt(
            RuleMarks.at(mail).orElseGet(clock::instant),
            new Envelope(
                way.origin(),
                Fact.ofOptional(sender.map(address -> gathering.parties().of(address, needs))),
                gathering
                    .parties()
                    .of(Gathering.address(mail.getRecipients().iterator().next()), needs),
                Fact.later(),
                Fact.of(Gathering.addresses(mail.getRecipients()))),
            session);
    Facts counted = gathering.counted(facts, needs);
    if (!dialogue) {
      // It was counted as what it was before it was sent on, for another user.
      return counted;
    }
    Map<CounterKey, Fact<Long>> counters = new HashMap<>(counted.counters());
    counters.putAll(org.pillarbox.conditions.MailFacts.counters(mail, needs.counters()));
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
}
