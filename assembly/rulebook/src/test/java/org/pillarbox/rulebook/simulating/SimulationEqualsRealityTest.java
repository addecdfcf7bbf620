package org.pillarbox.rulebook.simulating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.mail.MessagingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.pillarbox.conditions.Contents;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.rulebook.explaining.KeptAndRead;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.gathering.InspectedContents;
import org.pillarbox.rulebook.gathering.Parties;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.testing.Directory;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Effect;
import org.pillarbox.rules.RuleResult;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.testing.RandomFacts;
import org.pillarbox.rules.testing.RandomRules;
import org.pillarbox.rules.testing.SomeFacts;

/**
 * What a simulation says of a message that has passed is what the same rules said when it came. Not
 * so are conditions on its text, which is not kept, and groups that have changed since.
 */
class SimulationEqualsRealityTest {
  private static final List<NamedList> LISTS =
      List.of(
          NamedList.of("people", ListKind.PEOPLE, List.of("ada@a.test", "dave@c.test")),
          NamedList.of("domains", ListKind.DOMAINS, List.of("a.test", "*.b.test")));
  private static final PastMail.Selection ALL =
      new PastMail.Selection(
          Optional.empty(),
          Optional.empty(),
          SomeFacts.AT.minusSeconds(60),
          SomeFacts.AT.plusSeconds(60),
          10);
  private static final Clock CLOCK = Clock.fixed(SomeFacts.AT, ZoneOffset.UTC);

  private final Directory directory = new Directory();
  private final GivenFacts given =
      new GivenFacts(
          new Gathering(new Parties(directory, directory), directory, directory, directory),
          new InspectedContents(
              new Contents(
                  new org.pillarbox.conditions.Parties(directory, directory),
                  InspectionBounds.defaults())),
          (user, folder) -> {
            throw new AssertionError("nothing is stored");
          },
          CLOCK);

  @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
  void ofAnythingThatMayBeKnown(@ForAll("sets") RuleSet set, @ForAll("facts") Facts facts) {
    assertSame(set, facts, SimulationEqualsRealityTest::memberships);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void ofRealMessages(@ForAll("sets") RuleSet set, @ForAll("messages") Trial.Target.Given message)
      throws MessagingException {
    Current rules = Current.of(new Book(set, LISTS));
    Facts facts =
        given.seenFrom(
            given.of(message, rules.evaluator().needs()),
            message.recipients().get(0),
            rules.evaluator().needs());

    assertSame(set, facts, nobody -> Fact.of(Set.of()));
  }

  private static void assertSame(
      RuleSet set, Facts facts, Function<Address, Fact<Set<String>>> memberships) {
    Current rules = Current.of(new Book(set, LISTS));
    // As the dialogue does: whom RCPT refuses has no content.
    Verdict early = rules.evaluator().evaluate(atRcpt(facts), rules.lists());
    boolean refused = early.decision() instanceof Decision.Refused;
    Facts known = refused ? atRcpt(facts) : facts;
    Verdict reality = refused ? early : rules.evaluator().evaluate(facts, rules.lists());

    Report report = simulated(rules, known, memberships);

    assertThat(
            report.rules().stream()
                .collect(Collectors.toMap(Report.OfRule::rule, Function.identity())))
        .hasSameSizeAs(told(reality))
        .allSatisfy(
            (id, rule) -> {
              RuleResult result = told(reality).get(id);
              boolean yes = result.answer() == Answer.YES;
              assertThat(rule.matched()).isEqualTo(yes ? 1 : 0);
              assertThat(rule.unknown()).isEqualTo(yes ? 0 : 1);
              assertThat(rule.acted()).isEqualTo(result.effect() == Effect.APPLIED ? 1 : 0);
              assertThat(rule.audited()).isEqualTo(result.effect() == Effect.AUDITED ? 1 : 0);
              assertThat(yes ? rule.samples() : rule.unknowns())
                  .extracting(Report.Sample::handling)
                  .containsExactly(Handling.line(reality));
            });
    assertThat(report.different()).isZero();
  }

  private static Map<String, RuleResult> told(Verdict reality) {
    return reality.rules().stream()
        .collect(Collectors.toMap(RuleResult::rule, Function.identity()));
  }

  private static Facts atRcpt(Facts facts) {
    return Facts.atRcpt(
            facts.at(),
            facts.envelope().forRecipient(facts.envelope().recipient()),
            facts.session())
        .withCorrespondence(facts.correspondence())
        .withCounters(facts.counters());
  }

  private static Report simulated(
      Current rules, Facts known, Function<Address, Fact<Set<String>>> memberships) {
    String recipient = known.envelope().recipient().address().toString();
    PastMail.Copy copy =
        new PastMail.Copy(
            "m",
            new KeptFacts.Kept(recipient, known.at(), 1, "accepted", "", KeptAndRead.of(known)));
    PastMail past = (selection, reader) -> assertThat(reader.test(copy)).isTrue();
    return new Simulation(rules, rules, memberships::apply, UnaryOperator.identity(), CLOCK)
        .run(past, ALL);
  }

  private static Fact<Set<String>> memberships(Address address) {
    return switch (address.localPart()) {
      case "ada" -> Fact.of(Set.of("g1"));
      case "bob" -> Fact.of(Set.of("g1", "g2"));
      case "carol" -> Fact.unknown("nobody knows");
      default -> Fact.of(Set.of());
    };
  }

  @Provide
  Arbitrary<RuleSet> sets() {
    return RandomRules.setsOverWhatIsKept();
  }

  @Provide
  Arbitrary<Facts> facts() {
    return RandomFacts.facts(SimulationEqualsRealityTest::memberships);
  }

  @Provide
  Arbitrary<Trial.Target.Given> messages() {
    Arbitrary<Address> address = Arbitraries.of(RandomFacts.ADDRESSES).map(Address::of);
    return Combinators.combine(
            address.optional(),
            address,
            Arbitraries.of(Origin.class),
            address.optional(0.3),
            text(),
            Arbitraries.of(true, false))
        .as(
            (sender, recipient, origin, login, text, tls) ->
                new Trial.Target.Given(
                    text,
                    sender,
                    List.of(recipient),
                    origin,
                    Optional.empty(),
                    Optional.of("mail.far.test"),
                    tls,
                    login));
  }

  private static Arbitrary<String> text() {
    Arbitrary<String> word = Arbitraries.of(RandomFacts.WORDS);
    return Combinators.combine(Arbitraries.of(RandomFacts.ADDRESSES), word, word, word)
        .as(
            (author, subject, file, said) ->
                """
                From: "%s" <%s>
                Subject: =?utf-8?Q?%s_=C3=BC?=
                Precedence: bulk
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b

                %s
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=%s.zip

                PK
                --b--
                """
                    .formatted(said, author, subject, said, file))
        .map(text -> text.replace("\n", "\r\n"))
        .map(
            text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }
}
