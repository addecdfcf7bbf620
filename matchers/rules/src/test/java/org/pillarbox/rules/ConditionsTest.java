package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.condition.CardNumber;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Envelope;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.facts.Text;
import org.pillarbox.rules.facts.Trait;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.testing.SomeFacts;

/** Each condition of the catalogue, with the example that stands there, in all four answers. */
class ConditionsTest {
  private static final NamedLists LISTS =
      IndexedLists.of(
          List.of(
              NamedList.of("partners", ListKind.DOMAINS, List.of("partner.test")),
              NamedList.of("offices", ListKind.NETWORKS, List.of("203.0.113.0/24")),
              NamedList.of("nights", ListKind.TIMES, List.of("mon-fri 18:00-08:00"))));
  private static final Instant SUNDAY = Instant.parse("2026-11-22T12:00:00Z");

  /** They do not depend on anything that can be unknown. */
  private static final Set<String> ALWAYS_KNOWN = Set.of("origin", "time");

  static List<Entry> conditions() {
    return Catalog.standard().conditions();
  }

  private static Condition example(Entry entry) {
    return Catalog.standard().condition(entry.name(), entry.exampleParameters(), "");
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void itSaysYesToWhatItIsAbout(Entry entry) {
    assertThat(example(entry).answer(everything(), LISTS)).isEqualTo(Answer.YES);
  }

  /** What Java shows of a record, a list, an Optional, a constant or an object. */
  private static final java.util.regex.Pattern JAVA =
      java.util.regex.Pattern.compile(
          "[A-Za-z]\\[|\\[[A-Za-z]|Optional|\\b[A-Z]{2,}_|@[0-9a-f]{6}");

  @ParameterizedTest
  @MethodSource("conditions")
  void itShowsPeopleWhatItLookedAt(Entry entry) {
    assertThat(example(entry).seen(everything()))
        .isNotEmpty()
        .doesNotContainPattern(JAVA)
        .isNotEqualTo("not known yet");
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void itSaysNoToAnOrdinaryMessage(Entry entry) {
    assertThat(example(entry).answer(ordinary(), LISTS)).isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void whatIsUnknownStaysUnknownUnderNot(Entry entry) {
    Node node = Node.of(example(entry));
    boolean known = ALWAYS_KNOWN.contains(entry.name());

    assertThat(node.answer(unknown(), LISTS)).isEqualTo(known ? Answer.NO : Answer.UNKNOWN);
    assertThat(Node.not(node).answer(unknown(), LISTS))
        .isEqualTo(known ? Answer.YES : Answer.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void beforeItsMomentItWaits(Entry entry) {
    Condition condition = example(entry);
    Facts rcpt = SomeFacts.mail().atRcpt();

    assertThat(condition.answer(rcpt, LISTS) == Answer.LATER)
        .isEqualTo(condition.moment() != Moment.RCPT);
    if (condition.moment() == Moment.SCANNED || condition.moment() == Moment.ACCEPTED) {
      assertThat(condition.answer(SomeFacts.mail().atData(), LISTS)).isEqualTo(Answer.LATER);
    }
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void itShowsWhatItLookedAt(Entry entry) {
    assertThat(example(entry).seen(everything())).isNotBlank().hasSizeLessThan(300);
    assertThat(example(entry).seen(unknown())).isNotBlank();
  }

  @Test
  void aDomainDoesNotMeanWhatIsBelowItUnlessSaid() {
    Function<String, Facts> from = sender -> SomeFacts.mail().from(sender).accepted();

    assertThat(ask("sender", Map.of("domain", "b.test"), from.apply("a@b.test")))
        .isEqualTo(Answer.YES);
    assertThat(ask("sender", Map.of("domain", "b.test"), from.apply("a@x.b.test")))
        .isEqualTo(Answer.NO);
    assertThat(ask("sender", Map.of("domain", "*.b.test"), from.apply("a@x.b.test")))
        .isEqualTo(Answer.YES);
    assertThat(ask("sender", Map.of("domain", "*.b.test"), from.apply("a@b.test")))
        .isEqualTo(Answer.NO);
    assertThat(ask("sender", Map.of("domain", "b.test"), from.apply("a@eb.test")))
        .isEqualTo(Answer.NO);
  }

  @Test
  void envelopeHeaderAndLoginAreDifferentSenders() {
    Facts facts =
        SomeFacts.mail().loggedIn("ada@ours.test").author("Bob", "bob@ours.test").accepted();

    assertThat(ask("sender", Map.of("by", "login", "address", "ada@ours.test"), facts))
        .isEqualTo(Answer.YES);
    assertThat(ask("sender", Map.of("by", "from", "address", "bob@ours.test"), facts))
        .isEqualTo(Answer.YES);
    assertThat(ask("sender", Map.of("by", "from", "address", "ada@ours.test"), facts))
        .isEqualTo(Answer.NO);
    assertThat(ask("sender", Map.of("empty", true), SomeFacts.mail().fromNobody().accepted()))
        .isEqualTo(Answer.YES);
  }

  @Test
  void aListThatIsMissingIsUnknown() {
    Map<String, Object> list = Map.of("list", "nowhere");

    assertThat(ask("recipient", list, ordinary())).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("subject", list, ordinary())).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("client", list, ordinary())).isEqualTo(Answer.UNKNOWN);
    assertThat(
            ask(
                "recipient",
                Map.of("list", "nowhere", "address", "bob@ours.test"),
                SomeFacts.mail().accepted()))
        .as("what is found counts all the same")
        .isEqualTo(Answer.YES);
  }

  @Test
  void whileDnsIsAwayNobodyPassesOrFails() {
    Facts facts =
        ordinary()
            .withAuthentication(
                new Authentication(
                    Fact.of(AuthResult.TEMPERROR),
                    Fact.of(List.of(new DkimResult("a.test", AuthResult.TEMPERROR))),
                    Fact.of(AuthResult.TEMPERROR),
                    Fact.of(AuthResult.TEMPERROR)));

    for (String one : List.of("spf", "dkim", "dmarc", "arc")) {
      assertThat(ask(one, Map.of("is", "pass"), facts)).isEqualTo(Answer.UNKNOWN);
      assertThat(ask(one, Map.of("is", "temperror"), facts)).isEqualTo(Answer.YES);
    }
    assertThat(ask("dkim", Map.of("is", "pass", "domain", "b.test"), facts)).isEqualTo(Answer.NO);
  }

  @Test
  void aTextThatWasNotSeenWholeIsNotFreeOfWords() {
    Facts facts = ordinary();
    Content seen = facts.content();
    Facts partial =
        facts.withContent(
            new Content(
                seen.size(),
                seen.headers(),
                Fact.of(Text.partial("red", "too long")),
                seen.attachments(),
                seen.traits()));

    assertThat(ask("body", Map.of("contains", "red"), partial)).isEqualTo(Answer.YES);
    assertThat(ask("body", Map.of("contains", "blue"), partial)).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("card-number", Map.of(), partial)).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("iban", Map.of(), partial)).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("data-pattern", Map.of("pattern", "x{5}"), partial)).isEqualTo(Answer.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111,1",
    "4111 1111 1111 1111,1",
    "4111-1111-1111-1111,1",
    "Card 4111 1111 1111 1111 123 12/27,1",
    "7 4111 1111 1111 1111,1",
    "3782 822463 10005,1",
    "4111 1111 1111 1111 5500 0000 0000 0004,2",
    "4111 1111 1111 1112,0",
    "0000 0000 0000 0000,0",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14,0",
    "411111111111,0",
    "41111111111111111111,0"
  })
  void cardNumbersAreFoundAmongOtherNumbers(String text, int count) {
    Facts facts = SomeFacts.mail().text(text).accepted();

    for (int atLeast = 1; atLeast <= 3; atLeast++) {
      assertThat(new CardNumber(atLeast).answer(facts, LISTS))
          .as("at least %d", atLeast)
          .isEqualTo(Answer.of(count >= atLeast));
    }
  }

  @Test
  void aLongRowOfDigitsIsReadInLinearTime() {
    Facts facts = SomeFacts.mail().text("4111 111 ".repeat(29_000)).accepted();
    long start = System.nanoTime();

    assertThat(new CardNumber(1_000).answer(facts, LISTS)).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "DE89370400440532013000,YES",
    "DE89 3704 0044 0532 0130 00,YES",
    "IBAN: GB82WEST12345698765432.,YES",
    "DE88370400440532013000,NO",
    "DE8937040044053201300,NO"
  })
  void ibansHaveRightCheckDigits(String text, Answer answer) {
    assertThat(ask("iban", Map.of(), SomeFacts.mail().text(text).accepted())).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T21:00:00Z,YES",
    "2026-11-24T05:59:00Z,YES",
    "2026-11-24T06:00:00Z,NO",
    "2026-11-23T20:59:00Z,NO",
    "2026-11-28T05:00:00Z,YES",
    "2026-11-28T22:00:00Z,NO"
  })
  void aSpanOverMidnightBelongsToTheDayOnWhichItBegan(String at, Answer answer) {
    Map<String, Object> weekdaysAtNight =
        Map.of(
            "days",
            List.of("mon", "tue", "wed", "thu", "fri"),
            "from",
            "22:00",
            "until",
            "07:00",
            "zone",
            "Europe/Berlin");

    assertThat(ask("time", weekdaysAtNight, SomeFacts.mail().at(Instant.parse(at)).accepted()))
        .isEqualTo(answer);
  }

  @Test
  void whatLiesInAClosedArchiveIsUnknown() {
    Facts facts = SomeFacts.mail().attachments(closed("a.zip")).accepted();

    assertThat(ask("attachment-extension", Map.of("is", "exe"), facts)).isEqualTo(Answer.UNKNOWN);
    assertThat(ask("attachment-extension", Map.of("is", "exe", "inside", false), facts))
        .isEqualTo(Answer.NO);
    assertThat(ask("attachment-extension", Map.of("is", "zip"), facts)).isEqualTo(Answer.YES);
    assertThat(ask("attachment-macros", Map.of(), facts)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void theSecondOfTwoSubjectsCountsToo() {
    Facts facts = SomeFacts.mail().subject("lunch").header("Subject", "your invoice").accepted();

    assertThat(ask("subject", Map.of("words", "invoice"), facts)).isEqualTo(Answer.YES);
  }

  private static Answer ask(String name, Map<String, Object> parameters, Facts facts) {
    return Catalog.standard().condition(name, parameters, "").answer(facts, LISTS);
  }

  private static Attachment closed(String name) {
    return new Attachment(
        name,
        "application/zip",
        Fact.of("application/zip"),
        100,
        Fact.of(true),
        Fact.unknown("encrypted"),
        Fact.of(false),
        List.of());
  }

  /** A message that each example of the catalogue is about. */
  private static Facts everything() {
    Attachment program = Attachment.of("setup.exe", "application/x-msdownload", 9 << 20);
    Attachment invoice = Attachment.of("invoice1.zip", "application/zip", 100);
    Attachment macros =
        new Attachment(
            "a.docm",
            "application/msword",
            Fact.of("application/msword"),
            10,
            Fact.of(false),
            Fact.of(true),
            Fact.of(true),
            List.of());
    Facts facts =
        SomeFacts.mail()
            .at(SUNDAY)
            .author("Erika Boss", "erika@example.com")
            .to(Party.of("team@ours.test", true).in("hr"))
            .session(
                Session.none()
                    .withClient(Network.client("192.0.2.7"))
                    .withHelo("laptop")
                    .withTls(false)
                    .withLogin(Party.of("hanna@ours.test", true)))
            .subject("Your invoice")
            .header("X-Campaign", "summer sale")
            .text(
                "confidential 4111 1111 1111 1111\nAB123456 AB123457 AB123458 AB123459 AB123460\n"
                    + "DE89370400440532013000, GB82WEST12345698765432, FR1420041010050500013M02606.")
            .size(20 << 20)
            .attachments(program, invoice, macros, closed("closed.zip"))
            .being(Trait.LIST)
            .scanned(new Scan(Fact.of(7.0), Fact.of("Win.Test")))
            .known(true)
            .scanned()
            .deliveredTo(Party.of("out@far.test", false))
            .withAuthentication(
                new Authentication(
                    Fact.of(AuthResult.FAIL),
                    Fact.of(List.of(new DkimResult("example.com", AuthResult.PASS))),
                    Fact.of(AuthResult.FAIL),
                    Fact.of(AuthResult.FAIL)));
    List<Address> recipients = new ArrayList<>();
    IntStream.range(0, 51).forEach(i -> recipients.add(Address.of("r" + i + "@ours.test")));
    CounterKey key =
        new CounterKey(CounterKey.By.USER, CounterKey.Measure.RECIPIENTS, Duration.ofHours(1));
    return SomeFacts.counted(
        facts.withEnvelope(facts.envelope().withRecipients(recipients)), key, 500);
  }

  /** All is known, and nothing special. */
  private static Facts ordinary() {
    CounterKey key =
        new CounterKey(CounterKey.By.USER, CounterKey.Measure.RECIPIENTS, Duration.ofHours(1));
    Facts facts =
        SomeFacts.mail()
            .by(Origin.SUBMISSION)
            .author("Carl", "carl@other.test")
            .session(
                Session.none()
                    .withClient(Network.client("198.51.100.1"))
                    .withHelo("mail.other.test")
                    .withReverseName(Fact.of("mail.other.test"))
                    .withTls(true))
            .attachments(Attachment.of("menu.txt", "text/plain", 100))
            .accepted()
            .withAuthentication(
                new Authentication(
                    Fact.of(AuthResult.PASS),
                    Fact.of(List.of()),
                    Fact.of(AuthResult.PASS),
                    Fact.of(AuthResult.NONE)));
    return SomeFacts.counted(facts, key, 3);
  }

  /** Nothing is to be found out. */
  private static Facts unknown() {
    String why = "away";
    Party nobody = new Party(Address.of("bob@ours.test"), Fact.unknown(why), Fact.unknown(why));
    return new Facts(
        SomeFacts.AT,
        new Envelope(
            Origin.SUBMISSION, Fact.unknown(why), nobody, Fact.unknown(why), Fact.unknown(why)),
        new Session(
            Fact.unknown(why),
            Fact.unknown(why),
            Fact.unknown(why),
            Fact.unknown(why),
            Fact.unknown(why),
            Fact.unknown(why),
            Fact.unknown(why)),
        Content.unknown(why),
        Authentication.unknown(why),
        Scan.unknown(why),
        Correspondence.unknown(why),
        Map.of());
  }
}
