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
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;

class SimulationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final PastMail.Selection ALL =
      new PastMail.Selection(
          Optional.empty(), Optional.empty(), NOW.minusSeconds(86_400), NOW, 1_000);

  private final List<PastMail.Copy> kept = new ArrayList<>();
  private final Memberships nobody = address -> Fact.of(Set.of());

  /** The mail above, whatever is asked for. */
  private final class Mail implements PastMail {
    @Override
    public void newest(Selection selection, Predicate<Copy> reader) {
      for (Copy copy : kept) {
        if (!reader.test(copy)) {
          return;
        }
      }
    }
  }

  private void came(String id, String sender, String recipient, Content content) {
    Facts facts =
        Facts.atRcpt(
                NOW,
                new Envelope(
                    Origin.MX,
                    Fact.of(Party.of(sender, false)),
                    Party.of(recipient, true),
                    Fact.later(),
                    Fact.of(List.of(Address.of(recipient)))),
                Session.none())
            .withContent(content);
    kept.add(
        new PastMail.Copy(id, new KeptFacts.Kept(recipient, NOW, 1, "accepted", "Pass[]", facts)));
  }

  private static Content titled(String subject) {
    Headers headers =
        new Headers(List.of(new Header("Subject", subject)), List.of(), List.of(), List.of());
    return new Content(
        Fact.of(100L),
        Fact.of(headers),
        Fact.unknown("not kept"),
        Fact.of(List.of()),
        Fact.of(Set.of()));
  }

  private static Current rules(String text) throws Exception {
    return Current.of(new BookCodec().read(text));
  }

  private Simulation simulation(Current draft, Current live) {
    return new Simulation(
        draft, live, nobody, UnaryOperator.identity(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static final String LUNCH =
      """
      rules:
        - {id: lunch, when: {subject: {words: lunch}}, then: [quarantine]}
      """;

  @Test
  void itCountsWhatARuleMatchesAndWhatWouldBeHandledOtherwise() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("Lunch today"));
    came("a", "ada@there.example", "bob@example.org", titled("Lunch today"));
    came("b", "ada@there.example", "ann@example.org", titled("Dinner"));

    Report report = simulation(rules(LUNCH), Current.of(Book.empty())).run(new Mail(), ALL);

    assertThat(report.messages()).isEqualTo(2);
    assertThat(report.copies()).isEqualTo(3);
    assertThat(report.complete()).isTrue();
    assertThat(report.rules()).hasSize(1);
    Report.OfRule rule = report.rules().get(0);
    assertThat(rule.matched()).isEqualTo(2);
    assertThat(rule.acted()).isEqualTo(2);
    assertThat(rule.unknown()).isZero();
    assertThat(rule.samples())
        .extracting(Report.Sample::recipient)
        .containsExactly("ann@example.org", "bob@example.org");
    assertThat(rule.samples().get(0).conditions().seen()).contains("Lunch today");
    assertThat(report.different()).isEqualTo(2);
    assertThat(report.differences().get(0))
        .isEqualTo(
            new Report.Difference(
                "a",
                "ada@there.example",
                "ann@example.org",
                NOW,
                "delivered",
                "quarantine by lunch"));
  }

  @Test
  void theSameDoneByAnotherRuleIsNoDifference() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("Lunch today"));

    Report report =
        simulation(rules(LUNCH), rules(LUNCH.replace("id: lunch", "id: food")))
            .run(new Mail(), ALL);

    assertThat(report.different()).isZero();
    assertThat(report.rules().get(0).matched()).isEqualTo(1);
  }

  @Test
  void whatWasNotKeptIsUnknownAndCountedApart() throws Exception {
    came("a", "ada@there.example", "ann@example.org", Content.later());

    Report report = simulation(rules(LUNCH), Current.of(Book.empty())).run(new Mail(), ALL);

    Report.OfRule rule = report.rules().get(0);
    assertThat(rule.matched()).isZero();
    assertThat(rule.unknown()).isEqualTo(1);
    assertThat(rule.samples()).isEmpty();
    assertThat(rule.unknowns().get(0).conditions().seen()).contains("not kept");
    assertThat(report.different()).isZero();
  }

  @Test
  void auditedRulesAreCountedAndChangeNothing() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("Lunch today"));

    Report report =
        simulation(
                rules(LUNCH.replace("id: lunch,", "id: lunch, state: audit,")),
                Current.of(Book.empty()))
            .run(new Mail(), ALL);

    assertThat(report.rules().get(0).audited()).isEqualTo(1);
    assertThat(report.rules().get(0).acted()).isZero();
    assertThat(report.different()).isZero();
  }

  @Test
  void groupsAreThoseOfToday() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("Lunch today"));
    came("b", "ada@there.example", "bob@example.org", titled("Lunch today"));
    Memberships sales =
        address ->
            Fact.of(
                address.toString().equals("ann@example.org")
                    ? Set.of("sales@example.org")
                    : Set.of());
    Current draft =
        rules(
            "rules: [{id: sales, when: {recipient: {group: sales@example.org}},"
                + " then: [quarantine]}]");

    Report report =
        new Simulation(
                draft,
                Current.of(Book.empty()),
                sales,
                UnaryOperator.identity(),
                Clock.fixed(NOW, ZoneOffset.UTC))
            .run(new Mail(), ALL);

    assertThat(report.rules().get(0).samples()).extracting(Report.Sample::id).containsExactly("a");
    assertThat(report.rules().get(0).matched()).isEqualTo(1);
  }

  @Test
  void whatCanStillBeFoundOutIsNotUnknown() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("Lunch today"));
    came("b", "eve@there.example", "ann@example.org", titled("Lunch today"));
    Current draft =
        rules(
            "rules: [{id: strangers, when: {not: {known-correspondent: {}}}, then: [quarantine]}]");
    UnaryOperator<Facts> wroteToAda =
        facts ->
            facts.withCorrespondence(
                Correspondence.of(
                    facts
                        .envelope()
                        .sender()
                        .value()
                        .orElseThrow()
                        .address()
                        .toString()
                        .startsWith("ada")));

    Report report =
        new Simulation(
                draft,
                Current.of(Book.empty()),
                nobody,
                wroteToAda,
                Clock.fixed(NOW, ZoneOffset.UTC))
            .run(new Mail(), ALL);

    assertThat(report.rules().get(0).unknown()).isZero();
    assertThat(report.rules().get(0).samples()).extracting(Report.Sample::id).containsExactly("b");
  }

  @Test
  void samplesAreFewHoweverMuchMatches() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      came("m" + i, "ada@there.example", "ann@example.org", titled("Lunch " + i));
    }

    Report report = simulation(rules(LUNCH), Current.of(Book.empty())).run(new Mail(), ALL);

    assertThat(report.rules().get(0).matched()).isEqualTo(1_000);
    assertThat(report.rules().get(0).samples()).hasSize(10);
    assertThat(report.different()).isEqualTo(1_000);
    assertThat(report.differences()).hasSize(100);
  }

  @Test
  void aCancelledOneEndsWithWhatItHas() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      came("m" + i, "ada@there.example", "ann@example.org", titled("Lunch " + i));
    }
    Simulation simulation = simulation(rules(LUNCH), Current.of(Book.empty()));
    Report report;
    try {
      Thread.currentThread().interrupt();
      report = simulation.run(new Mail(), ALL);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(report.complete()).isFalse();
    assertThat(report.ended()).isEqualTo("it was cancelled");
    assertThat(report.copies()).isEqualTo(1);
    assertThat(simulation.report()).isEqualTo(report);
  }

  @Test
  void onlyWhatHasTheWordsIsLookedAtAndCounted() throws Exception {
    came("a", "ada@there.example", "ann@example.org", titled("LUNCH today"));
    came("b", "ada@there.example", "ann@example.org", titled("Dinner"));
    came("c", "lunch-club@there.example", "ann@example.org", titled("Hello"));
    came("d", "ada@there.example", "ann@example.org", titled("Lunch tomorrow"));
    PastMail.Selection lunch =
        new PastMail.Selection(
            Optional.empty(), Optional.empty(), ALL.since(), NOW, 2, Optional.of("Lunch"));

    Report report = simulation(rules(LUNCH), Current.of(Book.empty())).run(new Mail(), lunch);

    assertThat(report.copies()).as("no more than asked for").isEqualTo(2);
    assertThat(report.rules().get(0).samples()).extracting(Report.Sample::id).containsExactly("a");
  }
}
