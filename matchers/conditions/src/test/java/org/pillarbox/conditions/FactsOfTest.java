package org.pillarbox.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;

class FactsOfTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final CounterKey BY_NETWORK =
      new CounterKey(CounterKey.By.NETWORK, CounterKey.Measure.MESSAGES, Duration.ofHours(1));
  private static final CounterKey BY_USER =
      new CounterKey(CounterKey.By.USER, CounterKey.Measure.MESSAGES, Duration.ofHours(1));

  private final Directory directory = new Directory("example.org").group("hr", "hanna@example.org");

  static FactsOf factsOf(Directory directory) {
    Parties parties = new Parties(directory, directory);
    return new FactsOf(
        parties,
        new Contents(parties, InspectionBounds.defaults()),
        directory,
        directory,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Needs needs(Set<String> groups, Set<CounterKey> counters, boolean correspondence) {
    return new Needs(groups, Set.of(), counters, correspondence, false, true, true, true);
  }

  private static final Needs NOTHING = needs(Set.of(), Set.of(), false);

  private static MailImpl mail(String... recipients) throws MessagingException {
    return Mails.mail(
        "sam@elsewhere.example",
        "From: =?utf-8?Q?J=C3=B6rg?= <joerg@example.org>\nSubject: hello\n\nwords\n",
        recipients);
  }

  private Facts facts(Mail mail, Needs needs) throws MessagingException {
    Map<?, Facts> all = factsOf(directory).of(mail, needs);
    assertThat(all).hasSize(1);
    return all.values().iterator().next();
  }

  @Test
  void envelopeAndSessionComeFromTheMail() throws MessagingException {
    MailImpl mail = mail("a@example.org");
    Mails.set(mail, Mail.SMTP_HELO, "mx.elsewhere.example");
    MailFacts.tls(mail, true);
    MailFacts.reverseName(mail, Fact.of("mx.elsewhere.example"));

    Facts facts = facts(mail, NOTHING);

    assertThat(facts.at()).isEqualTo(NOW);
    assertThat(facts.envelope().origin()).isEqualTo(Origin.MX);
    assertThat(facts.envelope().sender())
        .isEqualTo(Fact.of(Party.of("sam@elsewhere.example", false)));
    assertThat(facts.envelope().recipient()).isEqualTo(Party.of("a@example.org", true));
    assertThat(facts.envelope().deliveredTo()).isEqualTo(Fact.later());
    assertThat(facts.session().client().value().orElseThrow().getHostAddress())
        .isEqualTo("192.0.2.7");
    assertThat(facts.session().helo()).isEqualTo(Fact.of("mx.elsewhere.example"));
    assertThat(facts.session().tls()).isEqualTo(Fact.of(true));
    assertThat(facts.session().reverseName()).isEqualTo(Fact.of("mx.elsewhere.example"));
    assertThat(facts.session().login()).isEqualTo(Fact.absent());
  }

  @Test
  void whatNobodyNotedIsUnknown() throws MessagingException {
    Facts facts = facts(mail("a@example.org"), NOTHING);

    assertThat(facts.session().tls().isKnown()).isFalse();
    assertThat(facts.session().reverseName().isKnown()).isFalse();
    assertThat(facts.authentication().spf().isKnown()).isFalse();
    assertThat(facts.scan().virus().isKnown()).isFalse();
    assertThat(facts.correspondence().recipientToAddress().isKnown()).isFalse();
  }

  @Test
  void eachRecipientSeesTheSameMessageFromItsOwnSide() throws MessagingException {
    Map<?, Facts> all =
        factsOf(directory)
            .of(mail("hanna@example.org", "out@far.example"), needs(Set.of("hr"), Set.of(), false));

    Facts hanna = all.get(Mails.address("hanna@example.org"));
    Facts out = all.get(Mails.address("out@far.example"));
    assertThat(hanna.envelope().recipient())
        .isEqualTo(Party.of("hanna@example.org", true).in("hr"));
    assertThat(out.envelope().recipient()).isEqualTo(Party.of("out@far.example", false));
    assertThat(hanna.envelope().recipients().value().orElseThrow()).hasSize(2);
    assertThat(hanna.content()).isSameAs(out.content());
  }

  @Test
  void authorsAreDecodedAndKnownToTheDirectory() throws MessagingException {
    Facts facts = facts(mail("a@example.org"), NOTHING);

    assertThat(facts.content().headers().value().orElseThrow().from())
        .singleElement()
        .satisfies(
            author -> {
              assertThat(author.displayName()).isEqualTo("Jörg");
              assertThat(author.party()).isEqualTo(Party.of("joerg@example.org", true));
            });
  }

  @Test
  void anAuthorWithoutAnAddressKeepsTheDisplayName() throws MessagingException {
    MailImpl mail =
        Mails.mail("s@elsewhere.example", "From: The Boss <nothing>\n\nx\n", "a@example.org");

    assertThat(facts(mail, NOTHING).content().headers().value().orElseThrow().from())
        .singleElement()
        .satisfies(
            author -> {
              assertThat(author.displayName()).isEqualTo("The Boss");
              assertThat(author.party().local()).isEqualTo(Fact.of(false));
            });
  }

  @Test
  void theNullSenderIsAbsent() throws MessagingException {
    MailImpl mail = Mails.mail("", "Subject: x\n\nx\n", "a@example.org");

    assertThat(facts(mail, NOTHING).envelope().sender()).isEqualTo(Fact.absent());
  }

  @Test
  void aLoginMeansSubmission() throws MessagingException {
    MailImpl mail = mail("a@example.org");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "hanna@example.org");

    Facts facts = facts(mail, needs(Set.of("hr"), Set.of(), false));

    assertThat(facts.envelope().origin()).isEqualTo(Origin.SUBMISSION);
    assertThat(facts.session().login())
        .isEqualTo(Fact.of(Party.of("hanna@example.org", true).in("hr")));
  }

  @Test
  void jmapMailIsKnownByItsMark() throws MessagingException {
    MailImpl mail = mail("a@example.org");
    Mails.set(
        mail,
        AttributeName.of("org.apache.james.jmap.send.MailMetaData.username"),
        "hanna@example.org");

    Facts facts = facts(mail, NOTHING);

    assertThat(facts.envelope().origin()).isEqualTo(Origin.JMAP);
    assertThat(facts.session().client()).isEqualTo(Fact.absent());
    assertThat(facts.session().login().value().orElseThrow().address())
        .isEqualTo(Address.of("hanna@example.org"));
  }

  @Test
  void whatAMailetMadeIsOursOrRedirected() throws MessagingException {
    MailImpl notice = Mails.mail("", "Subject: x\n\nx\n", "a@example.org");
    notice.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
    MailImpl redirected = mail("a@example.org");
    redirected.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);

    assertThat(facts(notice, NOTHING).envelope().origin()).isEqualTo(Origin.SYSTEM);
    assertThat(facts(redirected, NOTHING).envelope().origin()).isEqualTo(Origin.REDIRECT);
    assertThat(facts(notice, NOTHING).session().client()).isEqualTo(Fact.absent());
  }

  @Test
  void whatWasNotedOfTheOriginCounts() throws MessagingException {
    MailImpl mail = mail("a@example.org");
    MailFacts.origin(mail, Origin.COLLECTED);

    assertThat(facts(mail, NOTHING).envelope().origin()).isEqualTo(Origin.COLLECTED);
  }

  @Test
  void afterExpansionBothAddressesAreKnown() throws MessagingException {
    MailImpl mail = mail("b@example.org", "c@far.example");
    MailFacts.recipients(mail, List.of(Address.of("team@example.org")));
    MailFacts.expanded(
        mail,
        Map.of(
            Mails.address("b@example.org"), Address.of("team@example.org"),
            Mails.address("c@far.example"), Address.of("team@example.org")));

    Facts facts = factsOf(directory).of(mail, NOTHING).get(Mails.address("c@far.example"));

    assertThat(facts.envelope().recipient()).isEqualTo(Party.of("team@example.org", true));
    assertThat(facts.envelope().deliveredTo()).isEqualTo(Fact.of(Party.of("c@far.example", false)));
    assertThat(facts.envelope().recipients())
        .isEqualTo(Fact.of(List.of(Address.of("team@example.org"))));
  }

  @Test
  void whatFiltersSaidIsReadAsItWasNoted() throws MessagingException {
    MailImpl mail = mail("a@example.org");
    Authentication verified =
        new Authentication(
            Fact.of(AuthResult.SOFTFAIL),
            Fact.of(List.of(new DkimResult("example.com", AuthResult.PASS))),
            Fact.of(AuthResult.FAIL),
            Fact.of(AuthResult.NONE));
    Scan scan = new Scan(Fact.of(6.5), Fact.absent());
    MailFacts.authentication(mail, verified);
    MailFacts.scan(mail, scan);

    Facts facts = facts(mail, NOTHING);

    assertThat(facts.authentication()).isEqualTo(verified);
    assertThat(facts.scan()).isEqualTo(scan);
  }

  @Test
  void countersAreAskedForWhoIsCounted() throws MessagingException {
    directory.count("192.0.2.0/24", 7).count("hanna@example.org", 9);
    MailImpl mail = mail("a@example.org");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "hanna@example.org");

    Facts facts = facts(mail, needs(Set.of(), Set.of(BY_NETWORK, BY_USER), false));

    assertThat(facts.counter(BY_NETWORK)).isEqualTo(Fact.of(7L));
    assertThat(facts.counter(BY_USER)).isEqualTo(Fact.of(9L));
  }

  @Test
  void whatIsAskedAgainAfterAcceptanceDoesNotCountItself() throws MessagingException {
    directory.count("hanna@example.org", 201);
    MailImpl mail = mail("a@example.org");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "hanna@example.org");
    MailFacts.counters(mail, Map.of(BY_USER, Fact.of(200L)));

    Facts facts = facts(mail, needs(Set.of(), Set.of(BY_USER), false));

    assertThat(facts.counter(BY_USER)).isEqualTo(Fact.of(200L));
  }

  @Test
  void whatIsSentOnIsCountedForWhoSendsItOn() throws MessagingException {
    directory.count("a@example.org", 3);
    MailImpl mail =
        Mails.mail(
            "sam@elsewhere.example",
            "Delivered-To: a@example.org\nSubject: x\n\nx\n",
            "far@else.example");
    Mails.set(mail, Mail.SMTP_AUTH_USER, "hanna@example.org");
    Mails.set(mail, Mail.SMTP_HELO, "mx.elsewhere.example");
    MailFacts.origin(mail, Origin.SUBMISSION);
    MailFacts.counters(mail, Map.of(BY_USER, Fact.of(200L)));
    mail.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);

    Facts facts = facts(mail, needs(Set.of(), Set.of(BY_USER), false));

    assertThat(facts.envelope().origin()).isEqualTo(Origin.FORWARD);
    assertThat(facts.session().login()).isEqualTo(Fact.of(Party.of("a@example.org", true)));
    assertThat(facts.session().helo()).isEqualTo(Fact.absent());
    assertThat(facts.counter(BY_USER)).isEqualTo(Fact.of(3L));
  }

  @Test
  void anAbsenceNoteIsItsUsersDoingAndAReportIsOurs() throws MessagingException {
    MailImpl note =
        Mails.mail(
            "",
            "From: Anna <a@example.org>\nAuto-Submitted: auto-replied\n\nx\n",
            "far@else.example");
    note.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
    MailImpl report =
        Mails.mail(
            "",
            """
            From: a@example.org
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; boundary=b

            x
            """,
            "far@else.example");
    report.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);

    assertThat(WayIn.of(note).origin()).isEqualTo(Origin.REDIRECT);
    assertThat(WayIn.of(note).login()).contains(Address.of("a@example.org"));
    assertThat(WayIn.of(report).origin()).isEqualTo(Origin.SYSTEM);
    assertThat(WayIn.of(report).login()).isEmpty();
  }

  @Test
  void withoutALoginNoUserIsCounted() throws MessagingException {
    Facts facts = facts(mail("a@example.org"), needs(Set.of(), Set.of(BY_USER), false));

    assertThat(facts.counter(BY_USER)).isEqualTo(Fact.absent());
  }

  @Test
  void correspondenceIsLookedUpWhereARuleAsks() throws MessagingException {
    directory.wroteTo("sam@elsewhere.example");

    Facts facts = facts(mail("a@example.org"), needs(Set.of(), Set.of(), true));

    assertThat(facts.correspondence().recipientToAddress()).isEqualTo(Fact.of(true));
  }

  @Test
  void theMailWaitsWhileTheStoreIsAway() throws MessagingException {
    directory.goAway();
    MailImpl mail = mail("a@example.org");

    assertThatThrownBy(() -> facts(mail, NOTHING)).isInstanceOf(MessagingException.class);
  }

  @Test
  void whatCannotBeInspectedIsUnknownAndNotNo() throws MessagingException {
    MailImpl mail =
        Mails.mail(
            "s@elsewhere.example",
            """
            Content-Type: multipart/encrypted; boundary=b

            --b
            Content-Type: application/octet-stream

            secret
            --b--
            """,
            "a@example.org");

    Facts facts = facts(mail, NOTHING);

    assertThat(facts.content().text().isKnown()).isFalse();
    assertThat(facts.content().attachments().value().orElseThrow())
        .anySatisfy(attachment -> assertThat(attachment.inspectable()).isEqualTo(Fact.of(false)));
  }

  @Test
  void eachNameOfAnAttachmentCounts() throws MessagingException {
    MailImpl mail =
        Mails.mail(
            "s@elsewhere.example",
            """
            Content-Type: application/x; name=run.exe
            Content-Disposition: attachment; filename=a.txt

            hello
            """,
            "a@example.org");

    assertThat(facts(mail, NOTHING).content().attachments().value().orElseThrow())
        .extracting(Attachment::extension)
        .containsExactly("txt", "exe");
  }
}
