package org.pillarbox.rulebook.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Tables;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.TooMuch;
import org.pillarbox.rulebook.simulating.Report;
import org.pillarbox.rulebook.simulating.Simulation;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactsByTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:10:00Z");
  private static final int MANY = 10_000;

  private Keyspace keyspace;
  private FactsByTime byTime;
  private KeptFacts kept;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "facts_by_time", KeptFacts.TABLE, FactsByTime.TABLE);
    RulebookConfiguration configuration = RulebookConfiguration.defaults(Path.of("rules"));
    byTime = new FactsByTime(keyspace.session());
    kept =
        new KeptFacts(
            keyspace.session(),
            configuration,
            new TooMuch(configuration, Clock.systemUTC()),
            byTime);
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @BeforeEach
  void empty() {
    Tables.empty(keyspace.session(), "pillarbox_rule_facts", "pillarbox_rule_facts_by_time");
  }

  private static Facts facts(Instant at, String sender, String recipient, String subject)
      throws Exception {
    Headers headers =
        new Headers(
            List.of(
                new Header("Subject", subject),
                new Header("From", "Ada <" + sender + ">"),
                new Header("Message-ID", "<" + subject.hashCode() + "@there.example>")),
            List.of(new Author("Ada", Party.of(sender, false))),
            List.of(),
            List.of());
    return Facts.atRcpt(
            at,
            new Envelope(
                Origin.MX,
                Fact.of(Party.of(sender, false)),
                Party.of(recipient, true),
                Fact.of(Party.of(recipient, true)),
                Fact.of(List.of(Address.of(recipient)))),
            Session.none().withClient(InetAddress.getByName("192.0.2.7")).withTls(true))
        .withContent(
            new Content(
                Fact.of(10_240L),
                Fact.of(headers),
                Fact.unknown("not kept"),
                Fact.of(List.of()),
                Fact.of(Set.of())));
  }

  private CompletableFuture<?> came(String id, Facts facts) throws Exception {
    return kept.write(
            id,
            "accepted",
            facts,
            new Verdict(
                1,
                facts.envelope().recipient().address(),
                new Decision.Pass(),
                List.of(),
                List.of()))
        .toCompletableFuture();
  }

  private void came(String id, Duration ago, String sender, String recipient) throws Exception {
    came(id, facts(NOW.minus(ago), sender, recipient, "Lunch")).get(10, TimeUnit.SECONDS);
  }

  private static PastMail.Selection selection(String user, String domain, Duration ago, int limit) {
    return new PastMail.Selection(
        Optional.of(user).filter(text -> !text.isEmpty()).map(Address::of),
        Optional.of(domain).filter(text -> !text.isEmpty()),
        NOW.minus(ago),
        NOW,
        limit);
  }

  private List<String> ids(PastMail.Selection selection) {
    List<String> ids = new ArrayList<>();
    byTime.newest(
        selection,
        copy -> {
          ids.add(copy.id());
          return true;
        });
    return ids;
  }

  @Test
  void theNewestComeFirstWhicheverHourAndSliceTheyAreIn() throws Exception {
    for (int i = 0; i < 300; i++) {
      came("m" + i, Duration.ofMinutes(i), "ada@there.example", "ann@example.org");
    }

    List<String> ids = ids(selection("", "", Duration.ofHours(12), 1_000));

    assertThat(ids).hasSize(300).startsWith("m0", "m1", "m2").endsWith("m298", "m299");
    assertThat(ids(selection("", "", Duration.ofHours(12), 3))).containsExactly("m0", "m1", "m2");
    assertThat(ids(selection("", "", Duration.ofMinutes(2), 10))).containsExactly("m0", "m1", "m2");
  }

  @Test
  void aUsersMailIsWhatTheySentAndGot() throws Exception {
    came("sent", Duration.ofMinutes(1), "ann@example.org", "ada@there.example");
    came("got", Duration.ofMinutes(2), "ada@there.example", "ann@example.org");
    came("other", Duration.ofMinutes(3), "ada@there.example", "bob@example.org");

    assertThat(ids(selection("ann@example.org", "", Duration.ofHours(1), 10)))
        .containsExactly("sent", "got");
    assertThat(ids(selection("", "example.org", Duration.ofHours(1), 10)))
        .containsExactly("sent", "got", "other");
    assertThat(ids(selection("bob@example.org", "there.example", Duration.ofHours(1), 10)))
        .containsExactly("other");
    assertThat(ids(selection("", "else.example", Duration.ofHours(1), 10))).isEmpty();
  }

  @Test
  void factsComeBackAsTheyWereKept() throws Exception {
    Facts known = facts(NOW.minusSeconds(5), "ada@there.example", "ann@example.org", "Lunch");
    came("a", known).get(10, TimeUnit.SECONDS);
    List<PastMail.Copy> copies = new ArrayList<>();

    byTime.newest(selection("", "", Duration.ofHours(1), 10), copies::add);

    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).kept()).isEqualTo(kept.find("a").get(0));
    assertThat(copies.get(0).kept().facts()).isEqualTo(known);
  }

  @Test
  void aMonthInWhichLittleHappenedIsReadQuickly() throws Exception {
    came("old", Duration.ofDays(29), "ada@there.example", "ann@example.org");
    long start = System.nanoTime();

    assertThat(ids(selection("", "", Duration.ofDays(30), 10))).containsExactly("old");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void readingStopsWhenTheReaderHasSeenEnough() throws Exception {
    for (int i = 0; i < 5; i++) {
      came("m" + i, Duration.ofMinutes(i), "ada@there.example", "ann@example.org");
    }
    List<String> seen = new ArrayList<>();

    byTime.newest(
        selection("", "", Duration.ofHours(1), 10),
        copy -> {
          seen.add(copy.id());
          return seen.size() < 2;
        });

    assertThat(seen).containsExactly("m0", "m1");
  }

  @Test
  void tenThousandCopiesAreSimulatedWithinAMinute() throws Exception {
    List<CompletableFuture<?>> writing = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      writing.add(
          came(
              "m" + i,
              facts(
                  NOW.minusSeconds(8L * i),
                  "ada" + i % 100 + "@there.example",
                  "ann@example.org",
                  i % 10 == 0 ? "Lunch " + i : "Dinner " + i)));
      if (writing.size() == 100) {
        CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new))
            .get(30, TimeUnit.SECONDS);
        writing.clear();
      }
    }
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int i = 0; i < 50; i++) {
      rules.append(
          """
            - id: r%d
              when:
                all:
                  - {subject: {words: lunch}}
                  - {sender: {address: ada%d@there.example}}
              then: [quarantine]
          """
              .formatted(i, i));
    }
    Current draft = Current.of(new BookCodec().read(rules.toString()));
    Simulation simulation =
        new Simulation(
            draft,
            Current.of(Book.empty()),
            address -> Fact.of(Set.of()),
            UnaryOperator.identity(),
            Clock.systemUTC());
    long start = System.nanoTime();

    Report report = simulation.run(byTime, selection("", "", Duration.ofDays(2), MANY));

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("10,000 kept facts simulated in " + took.toMillis() + " ms");
    assertThat(report.copies()).isEqualTo(MANY);
    assertThat(report.complete()).isTrue();
    // Every tenth has the word, so senders 0, 10, … 40 of the fifty that rules name.
    assertThat(report.rules()).hasSize(5).allMatch(rule -> rule.matched() == 100);
    assertThat(report.different()).isEqualTo(500);
    assertThat(took).isLessThan(Duration.ofSeconds(60));
  }
}
