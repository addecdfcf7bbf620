package org.pillarbox.rulebook.simulating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pillarbox.conditions.Contents;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.gathering.InspectedContents;
import org.pillarbox.rulebook.gathering.Parties;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.testing.Directory;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Fact;

/** Rules tried on what lies in a user's folders. */
class StoredMailTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Directory directory = new Directory();
  private final List<StoredMessages.Stored> stored = new ArrayList<>();
  private int shown;

  private void lies(String id, Instant at, String message) {
    stored.add(new StoredMessages.Stored(id, at, message.replace("\n", "\r\n")));
  }

  private void show(Predicate<StoredMessages.Stored> reader) {
    for (StoredMessages.Stored one : stored) {
      shown++;
      if (!reader.test(one)) {
        return;
      }
    }
  }

  private Report tried(String rule, Instant since, int limit) throws Exception {
    Current draft = Current.of(new BookCodec().read("rules: [{id: draft, " + rule + "}]"));
    PastMail past =
        new StoredMail(
            this::show,
            new Gathering(new Parties(directory, directory), directory, directory, directory),
            new InspectedContents(
                new Contents(
                    new org.pillarbox.conditions.Parties(directory, directory),
                    InspectionBounds.defaults())),
            draft.evaluator().needs(),
            new Trial.Target.Stored(
                Address.of("bob@ours.test"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    PastMail.Selection selection =
        new PastMail.Selection(Optional.empty(), Optional.empty(), since, NOW, limit);
    return new Simulation(
            draft,
            Current.of(Book.empty()),
            address -> Fact.of(Set.of()),
            UnaryOperator.identity(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .run(past, selection);
  }

  @Test
  void theTextIsThereWhichKeptFactsHaveNot() throws Exception {
    lies("INBOX/2", NOW, "Return-Path: <kim@far.example>\nSubject: x\n\nthe secret plan");
    lies("INBOX/1", NOW, "Return-Path: <kim@far.example>\nSubject: secret\n\nnothing");

    Report report =
        tried("direction: in, when: {body: {words: secret}}, then: [quarantine]", NOW, 10);

    assertThat(report.copies()).isEqualTo(2);
    assertThat(report.rules().get(0).samples())
        .extracting(Report.Sample::id, Report.Sample::recipient)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("INBOX/2", "bob@ours.test"));
  }

  @Test
  void theSenderIsTheOneThatDeliveryNoted() throws Exception {
    lies("INBOX/3", NOW, "Return-Path: <kim@far.example>\nFrom: bob@ours.test\n\nx");
    lies("INBOX/2", NOW, "Return-Path: <>\nFrom: kim@far.example\n\nx");
    lies("INBOX/1", NOW, "From: kim@far.example\n\nx");

    Report report =
        tried("when: {sender: {address: kim@far.example}}, then: [quarantine]", NOW, 10);

    Report.OfRule rule = report.rules().get(0);
    assertThat(rule.samples()).extracting(Report.Sample::id).containsExactly("INBOX/3");
    assertThat(rule.unknowns()).extracting(Report.Sample::id).containsExactly("INBOX/1");
  }

  @Test
  void whatOnlyTheDialogueKnewIsUnknown() throws Exception {
    lies("INBOX/1", NOW, "Return-Path: <kim@far.example>\n\nx");

    for (String asked :
        List.of(
            "helo: {missing: true}",
            "client: {network: 0.0.0.0/0}",
            "tls: {used: false}",
            "rate: {above: 0}",
            "spf: {is: fail}",
            "recipients: {above: 0}",
            "sender: {by: login, empty: true}")) {
      Report report = tried("when: {" + asked + "}, then: [quarantine]", NOW, 10);
      assertThat(report.rules()).as(asked).hasSize(1);
      assertThat(report.rules().get(0).unknown()).as(asked).isEqualTo(1);
    }
  }

  @Test
  void onlyTheTimeAskedForCountsAndNoMoreThanAskedForIsRead() throws Exception {
    lies("INBOX/4", NOW, "Subject: x\n\nx");
    lies("INBOX/3", NOW.minusSeconds(100), "Subject: x\n\nx");
    lies("INBOX/2", NOW, "Subject: x\n\nx");
    lies("INBOX/1", NOW, "Subject: x\n\nx");

    Report report = tried("then: [quarantine]", NOW.minusSeconds(10), 2);

    assertThat(report.copies()).isEqualTo(2);
    assertThat(shown).isEqualTo(3);
  }

  @Test
  void readingEndsHoweverMuchThereIsThatIsNotMeant() throws Exception {
    for (int i = 0; i < StoredMail.MOST + 10; i++) {
      lies("INBOX/" + i, NOW.minusSeconds(100), "x");
    }

    assertThat(tried("then: [quarantine]", NOW, 10).copies()).isZero();
    assertThat(shown).isEqualTo(StoredMail.MOST);
  }
}
