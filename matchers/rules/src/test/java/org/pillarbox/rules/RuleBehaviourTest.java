package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.AddHeader;
import org.pillarbox.rules.action.LimitRate;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.condition.SpamScore;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.testing.SomeFacts;

/** What DESIGN says of rules, sentence by sentence. */
class RuleBehaviourTest {
  private static final NamedLists NO_LISTS = IndexedLists.of(List.of());
  private static final Refuse NO = Refuse.because("no");
  private static final AddHeader SEEN = new AddHeader("X-Seen", "yes");
  private static final Node FROM_A = from("a.test");

  @Test
  void aRuleThatMatchesOneOfTwoRecipientsActsOnThatOne() {
    Rule rule = Rule.on("bob-only", to("bob@ours.test"), NO);

    assertThat(decide(SomeFacts.mail().atRcpt(), rule)).isInstanceOf(Decision.Refused.class);
    assertThat(decide(SomeFacts.mail().to("ann@ours.test").atRcpt(), rule))
        .isInstanceOf(Decision.Pass.class);
  }

  @Test
  void anEnvelopeRuleIsDecidedAtRcptEvenBehindAContentRule() {
    Rule tag = Rule.on("tag", subject("x"), SEEN);
    Rule bar = Rule.on("bar", FROM_A, NO);

    assertThat(decide(SomeFacts.mail().from("u@a.test").atRcpt(), tag, bar))
        .isEqualTo(new Decision.Refused("bar", NO));
    assertThat(Moments.of(RuleSet.of(1, tag, bar)).get(1))
        .isEqualTo(new RuleMoment("bar", Moment.RCPT, Moment.RCPT, Moment.RCPT, List.of()));
  }

  @Test
  void anEarlierContentRuleThatStopsMakesTheEnvelopeRuleWait() {
    Rule exempt = Rule.on("exempt", subject("ticket"), new Stop());
    Rule bar = Rule.on("bar", FROM_A, NO);
    SomeFacts mail = SomeFacts.mail().from("u@a.test");

    assertThat(decide(mail.atRcpt(), exempt, bar)).isEqualTo(new Decision.Wait("exempt"));
    assertThat(decide(mail.subject("ticket 5").atData(), exempt, bar))
        .isInstanceOf(Decision.Pass.class);
    assertThat(decide(mail.subject("hello").atData(), exempt, bar))
        .isInstanceOf(Decision.Refused.class);
    assertThat(Moments.of(RuleSet.of(1, exempt, bar)).get(1))
        .isEqualTo(new RuleMoment("bar", Moment.RCPT, Moment.RCPT, Moment.DATA, List.of("exempt")));
  }

  @Test
  void anExemptionFromOneRuleDelaysThatRuleAlone() {
    Rule exempt = Rule.on("exempt", subject("ticket"), new SkipFilters(List.of(), List.of("bar")));
    Rule bar = Rule.on("bar", FROM_A, NO);
    Rule other = Rule.on("other", from("b.test"), NO);

    assertThat(decide(SomeFacts.mail().from("u@a.test").atRcpt(), exempt, bar, other))
        .isInstanceOf(Decision.Wait.class);
    assertThat(decide(SomeFacts.mail().from("u@b.test").atRcpt(), exempt, bar, other))
        .isInstanceOf(Decision.Refused.class);
    assertThat(
            decide(
                SomeFacts.mail().from("u@a.test").subject("ticket").accepted(), exempt, bar, other))
        .isInstanceOf(Decision.Pass.class);
  }

  @Test
  void whatIsAboutOthersDelaysNobody() {
    Rule exempt = Rule.on("exempt", Node.all(to("ann@ours.test"), subject("x")), new Stop());
    Rule bar = Rule.on("bar", to("bob@ours.test"), NO);

    assertThat(Moments.of(RuleSet.of(1, exempt, bar)).get(1).delayedBy()).isEmpty();
    assertThat(decide(SomeFacts.mail().atRcpt(), exempt, bar)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void theAppliancesOwnMailIsReachedOnlyByName() {
    Rule all = Rule.on("all", Node.always(), SEEN, NO);
    Rule named =
        Rule.on(
            "named",
            Node.of(new OriginIs(List.of(Origin.SYSTEM))),
            SEEN,
            NO,
            new Quarantine("x", true));
    Facts notice = SomeFacts.mail().by(Origin.SYSTEM).fromNobody().accepted();

    assertThat(verdict(notice, all).applied()).isEmpty();
    assertThat(decide(notice, named)).isInstanceOf(Decision.Pass.class);
    assertThat(actions(notice, named)).containsExactly(SEEN);
  }

  @Test
  void postmasterAndAbuseAreAlwaysOpen() {
    Rule all = Rule.on("all", Node.always(), NO, new Quarantine("x", true), SEEN);

    for (String duty : List.of("postmaster@ours.test", "ABUSE@ours.test")) {
      Facts facts = SomeFacts.mail().to(duty).accepted();
      assertThat(decide(facts, all)).isInstanceOf(Decision.Pass.class);
      assertThat(actions(facts, all)).containsExactly(SEEN);
      assertThat(verdict(facts, all).rules().get(0).notes()).isNotEmpty();
    }
    assertThat(decide(SomeFacts.mail().accepted(), all)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void theNullSenderIsRefusedOnlyByName() {
    Facts bounce = SomeFacts.mail().fromNobody().accepted();
    Rule content = Rule.on("content", subject("hello"), NO);
    Rule named = Rule.on("named", Node.of(new Sender(SenderBy.ENVELOPE, PartyMatch.none())), NO);

    assertThat(decide(bounce, content)).isInstanceOf(Decision.Pass.class);
    assertThat(actions(bounce, content)).hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(decide(bounce, named)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void unknownDoesWhatTheRuleSays() {
    Facts unscanned = SomeFacts.mail().scanned(Scan.unknown("scanner away")).accepted();
    Rule spam = Rule.on("spam", Node.of(new SpamScore(6)), SEEN);
    Rule notSpam = Rule.on("ham", Node.not(new SpamScore(6)), SEEN);

    assertThat(actions(unscanned, spam, notSpam)).isEmpty();
    assertThat(verdict(unscanned, spam, notSpam).unknown()).containsExactly("spam", "ham");
    assertThat(actions(unscanned, spam.with(UnknownPolicy.MATCH))).containsExactly(SEEN);
    assertThat(decide(unscanned, spam.with(UnknownPolicy.DEFER)))
        .isInstanceOf(Decision.Deferred.class);
  }

  @Test
  void aRuleInAuditTellsAndDoesNothing() {
    Rule rule = Rule.on("bar", FROM_A, NO).with(State.AUDIT);
    Facts facts = SomeFacts.mail().from("u@a.test").accepted();

    assertThat(decide(facts, rule)).isInstanceOf(Decision.Pass.class);
    assertThat(verdict(facts, rule).audited()).containsExactly("bar");
    RuleSet set = new RuleSet(1, State.AUDIT, List.of(rule.with(State.ON)));
    assertThat(Evaluator.of(set).evaluate(facts, NO_LISTS).audited()).containsExactly("bar");
    assertThat(
            Evaluator.of(new RuleSet(1, State.OFF, List.of(rule.with(State.ON))))
                .evaluate(facts, NO_LISTS)
                .rules())
        .isEmpty();
  }

  @Test
  void aPilotBitesForItsMembersOnly() {
    Rule rule = Rule.on("bar", FROM_A, NO).pilotedBy("testers");
    SomeFacts mail = SomeFacts.mail().from("u@a.test");

    assertThat(decide(mail.to(Party.of("bob@ours.test", true).in("testers")).atRcpt(), rule))
        .isInstanceOf(Decision.Refused.class);
    assertThat(verdict(mail.to("ann@ours.test").atRcpt(), rule).audited()).containsExactly("bar");
  }

  @Test
  void aRuleCountsInItsTimeOnly() {
    Instant now = SomeFacts.AT;
    Rule rule =
        Rule.on("bar", FROM_A, NO)
            .with(new Validity(Optional.of(now), Optional.of(now.plusSeconds(1))));
    SomeFacts mail = SomeFacts.mail().from("u@a.test");

    assertThat(decide(mail.at(now).atRcpt(), rule)).isInstanceOf(Decision.Refused.class);
    assertThat(decide(mail.at(now.plusSeconds(1)).atRcpt(), rule))
        .isInstanceOf(Decision.Pass.class);
  }

  @Test
  void aRedirectionEndsTheListAndStopDoesToo() {
    Rule away = Rule.on("away", FROM_A, SEEN, new Redirect(List.of(Address.of("zoe@far.test"))));
    Rule late = Rule.on("late", Node.always(), NO);
    Facts facts = SomeFacts.mail().from("u@a.test").accepted();

    assertThat(verdict(facts, away, late).applied()).containsExactly("away");
    assertThat(verdict(facts, Rule.on("stop", FROM_A, SEEN).stopping(), late).applied())
        .containsExactly("stop");
  }

  @Test
  void aLimitPutsOffWhileMoreWasSent() {
    CounterKey key =
        new CounterKey(CounterKey.By.SENDER, CounterKey.Measure.MESSAGES, Duration.ofHours(1));
    Rule rule =
        Rule.on("limit", Node.always(), new LimitRate(key.by(), key.measure(), key.window(), 10));
    Facts facts = SomeFacts.mail().atRcpt();

    assertThat(decide(SomeFacts.counted(facts, key, 9), rule)).isInstanceOf(Decision.Pass.class);
    assertThat(decide(SomeFacts.counted(facts, key, 10), rule))
        .isInstanceOf(Decision.Deferred.class);
    assertThat(decide(facts.withCounters(java.util.Map.of(key, Fact.unknown("away"))), rule))
        .isInstanceOf(Decision.Pass.class);
  }

  @Test
  void aHundredThousandRulesAreReadIndexedAndLinted() {
    List<Rule> rules = new ArrayList<>();
    IntStream.range(0, RuleSet.MAXIMUM_RULES)
        .forEach(
            i ->
                rules.add(
                    i % 100 == 0
                        ? Rule.on("r" + i, subject("word" + i), SEEN)
                        : Rule.on("r" + i, from("d" + i + ".test"), NO)));
    RuleSet set = new RuleSet(1, State.ON, rules);
    long start = System.nanoTime();

    assertThat(Lint.check(set, NO_LISTS, SomeFacts.AT)).isNotNull();
    assertThat(
            Evaluator.of(set)
                .evaluate(SomeFacts.mail().from("u@d77777.test").accepted(), NO_LISTS)
                .decision())
        .isInstanceOf(Decision.Refused.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void aHundredThousandRulesThatStopAreLintedInTime() {
    List<Rule> rules = new ArrayList<>();
    IntStream.range(0, RuleSet.MAXIMUM_RULES)
        .forEach(i -> rules.add(Rule.on("r" + i, subject("word" + i), SEEN).stopping()));
    long start = System.nanoTime();

    assertThat(Lint.check(new RuleSet(1, State.ON, rules), NO_LISTS, SomeFacts.AT)).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  private static Node from(String domain) {
    return Node.of(new Sender(SenderBy.ENVELOPE, PartyMatch.domains(domain)));
  }

  private static Node to(String address) {
    return Node.of(new Recipient(PartyMatch.addresses(address)));
  }

  private static Node subject(String text) {
    return Node.of(new Subject(TextMatch.contains(text)));
  }

  private static Verdict verdict(Facts facts, Rule... rules) {
    return Evaluator.of(RuleSet.of(1, rules)).evaluate(facts, NO_LISTS);
  }

  private static Decision decide(Facts facts, Rule... rules) {
    return verdict(facts, rules).decision();
  }

  private static List<Action> actions(Facts facts, Rule... rules) {
    return verdict(facts, rules).actions().stream().map(Due::action).toList();
  }
}
