package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.action.AddHeader;
import org.pillarbox.rules.action.Disclaimer;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.Stop;
import org.pillarbox.rules.action.TagSubject;
import org.pillarbox.rules.condition.Client;
import org.pillarbox.rules.condition.DeliveredTo;
import org.pillarbox.rules.condition.OriginIs;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Recipient;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.condition.Subject;
import org.pillarbox.rules.condition.TextMatch;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;

class LintTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final NamedLists LISTS =
      IndexedLists.of(
          List.of(
              NamedList.of("partners", ListKind.DOMAINS, List.of("partner.test")),
              NamedList.of("offices", ListKind.NETWORKS, List.of("192.0.2.0/24"))));
  private static final Refuse NO = Refuse.because("no");
  private static final AddHeader SEEN = new AddHeader("X-Seen", "yes");

  @Test
  void aSetThatIsMeantAsItStandsHasNoFindings() {
    assertThat(
            lint(
                Rule.on("bar", from("spammer.test"), NO),
                Rule.on(
                    "tag",
                    subject("invoice"),
                    new TagSubject("[INVOICE]", TagSubject.Where.BEFORE))))
        .isEmpty();
  }

  @Test
  void aRuleBehindAWiderOneThatEndsTheListNeverFires() {
    Rule wide = Rule.on("wide", to("ours.test"), SEEN).stopping();
    Rule narrow = Rule.on("narrow", Node.all(to("ours.test"), subject("x")), SEEN);

    assertThat(about(Finding.About.NEVER_FIRES, wide, narrow))
        .singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("narrow"))
        .satisfies(finding -> assertThat(finding.message()).contains("rule wide"));
    assertThat(about(Finding.About.NEVER_FIRES, narrow, wide)).isEmpty();
  }

  @Test
  void aRuleBehindARuleForEverybodyNeverFires() {
    Rule all = Rule.on("all", Node.always(), new Stop());

    assertThat(about(Finding.About.NEVER_FIRES, all, Rule.on("late", subject("x"), SEEN)))
        .extracting(Finding::rule)
        .containsExactly("late");
    assertThat(
            about(
                Finding.About.NEVER_FIRES,
                all.with(State.AUDIT),
                Rule.on("late", subject("x"), SEEN)))
        .as("what is tried ends nothing")
        .isEmpty();
    assertThat(
            about(
                Finding.About.NEVER_FIRES,
                all.pilotedBy("few"),
                Rule.on("late", subject("x"), SEEN)))
        .as("a pilot ends the list for few")
        .isEmpty();
  }

  @Test
  void aBarredSubdomainIsCoveredByItsBarredParent() {
    Rule parent = Rule.on("parent", from("*.spam.test"), NO);
    Rule child = Rule.on("child", from("a.b.spam.test"), NO);
    Rule apex = Rule.on("apex", from("spam.test"), NO);

    assertThat(about(Finding.About.NEVER_FIRES, parent, child, apex))
        .extracting(Finding::rule)
        .as("*.spam.test is what is below spam.test, not spam.test itself")
        .containsExactly("child");
  }

  @Test
  void aRuleThatFiresOnTheUnknownIsNotCovered() {
    Rule wide = Rule.on("wide", subject("a"), NO);

    assertThat(
            about(
                Finding.About.NEVER_FIRES,
                wide,
                Rule.on("narrow", subject("a"), NO).with(UnknownPolicy.MATCH)))
        .isEmpty();
  }

  @Test
  void contradictingConditionsNeverFire() {
    Rule contradicting = Rule.on("both", Node.all(to("a.test"), to("b.test")), SEEN);
    Rule nothing = Rule.on("nothing", new Node.Any(List.of()), SEEN);
    Rule over =
        Rule.on("over", Node.always(), SEEN)
            .with(new Validity(Optional.empty(), Optional.of(NOW.minusSeconds(1))));

    assertThat(about(Finding.About.NEVER_FIRES, contradicting, nothing, over))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("both", "nothing", "over");
  }

  @Test
  void twoAuthorsOfOneMessageDoNotContradictEachOther() {
    Rule both =
        Rule.on(
            "both",
            Node.all(
                new Sender(SenderBy.FROM, PartyMatch.domains("a.test")),
                new Sender(SenderBy.FROM, PartyMatch.domains("b.test"))),
            SEEN);

    assertThat(about(Finding.About.NEVER_FIRES, both)).isEmpty();
  }

  @Test
  void refusingPostmasterIsAnError() {
    Rule rule =
        Rule.on("no-abuse", Node.of(new Recipient(PartyMatch.addresses("abuse@ours.test"))), NO);

    assertThat(about(Finding.About.DUTY, rule)).singleElement().satisfies(LintTest::isError);
    assertThat(about(Finding.About.DUTY, Rule.on("not", Node.not(rule.when()), NO)))
        .as("leaving it out is what is right")
        .isEmpty();
  }

  @Test
  void holdingTheAppliancesOwnMailIsAnError() {
    Node own = Node.of(new OriginIs(List.of(Origin.SYSTEM)));

    assertThat(about(Finding.About.DUTY, Rule.on("hold", own, new Quarantine("x", true))))
        .singleElement()
        .satisfies(LintTest::isError);
    assertThat(about(Finding.About.DUTY, Rule.on("mark", own, SEEN))).isEmpty();
  }

  @Test
  void aRefusalThatMeetsDsnsWithoutSayingSoIsNoted() {
    Rule content = Rule.on("content", subject("x"), NO);
    Rule sender = Rule.on("sender", from("a.test"), NO);

    assertThat(about(Finding.About.NULL_SENDER, content, sender))
        .extracting(Finding::rule)
        .containsExactly("content");
  }

  @Test
  void aRedirectionToItselfIsALoop() {
    Rule loop =
        Rule.on(
            "loop",
            Node.of(new Recipient(PartyMatch.addresses("bob@ours.test"))),
            new Redirect(List.of(Address.of("bob@ours.test"))));

    assertThat(about(Finding.About.LOOP, loop)).singleElement().satisfies(LintTest::isError);
  }

  @Test
  void twoRedirectionsToEachOtherAreALoop() {
    Rule there = redirect("there", "a@ours.test", "b@ours.test");
    Rule back = redirect("back", "b@ours.test", "a@ours.test");

    assertThat(about(Finding.About.LOOP, there, back))
        .extracting(Finding::rule)
        .containsExactly("there", "back");
    assertThat(about(Finding.About.LOOP, there)).isEmpty();
  }

  @Test
  void aRedirectionThatLeavesOutTheRedirectedIsNoLoop() {
    Rule loop =
        Rule.on(
            "no-loop",
            Node.all(
                Node.of(new Recipient(PartyMatch.addresses("bob@ours.test"))),
                Node.of(new OriginIs(List.of(Origin.MX)))),
            new Redirect(List.of(Address.of("bob@ours.test"))));

    assertThat(about(Finding.About.LOOP, loop)).isEmpty();
  }

  @Test
  void anEnvelopeRuleBehindAContentRuleThatStopsIsDelayedByName() {
    Rule exempt = Rule.on("exempt", subject("ticket"), new Stop());
    Rule bar = Rule.on("bar", from("a.test"), NO);

    assertThat(about(Finding.About.DELAYED, exempt, bar))
        .singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("bar"))
        .satisfies(finding -> assertThat(finding.message()).contains("DATA", "RCPT", "exempt"));
  }

  @Test
  void listsThatAreMissingOrHoldSomethingElseAreErrors() {
    Rule missing = Rule.on("missing", Node.of(new Recipient(PartyMatch.lists("nowhere"))), SEEN);
    Rule wrong = Rule.on("wrong", Node.of(new Client(List.of(), List.of("partners"))), SEEN);
    Rule right = Rule.on("right", Node.of(new Recipient(PartyMatch.lists("partners"))), SEEN);

    assertThat(about(Finding.About.LIST, missing, wrong, right))
        .allSatisfy(LintTest::isError)
        .extracting(Finding::rule)
        .containsExactly("missing", "wrong");
  }

  @Test
  void exemptingFromARuleThatIsGoneOrWasAskedIsNamed() {
    Rule bar = Rule.on("bar", from("a.test"), NO);
    Rule late =
        Rule.on("late", subject("x"), new SkipFilters(List.of(), List.of("bar", "gone", "after")));
    Rule after = Rule.on("after", from("b.test"), NO);

    assertThat(about(Finding.About.REFERENCE, bar, late, after))
        .extracting(Finding::message)
        .containsExactlyInAnyOrder(
            "it exempts from rule bar, which has been asked by then",
            "it exempts from rule gone, which does not exist");
  }

  @Test
  void effectsThatAreNotWhatTheySeemAreNamed() {
    Rule idle = Rule.on("idle", subject("x"));
    Rule late = Rule.on("late", Node.of(new DeliveredTo(PartyMatch.addresses("a@ours.test"))), NO);
    Rule otherwise = Rule.on("otherwise", subject("x"), SEEN).otherwise(SEEN);

    assertThat(about(Finding.About.EFFECT, idle, late, otherwise))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("idle", "late", "otherwise");
  }

  @Test
  void anElseThatIsReachedIsFine() {
    Disclaimer hello = new Disclaimer("Hello", Optional.empty(), Disclaimer.Where.BOTTOM);
    Rule banner = Rule.on("banner", Node.always(), hello).otherwise(SEEN);

    assertThat(about(Finding.About.EFFECT, banner)).isEmpty();
  }

  @Test
  void rulesThatAreOffAreNotRead() {
    assertThat(lint(Rule.on("idle", subject("x")).with(State.OFF))).isEmpty();
  }

  private static void isError(Finding finding) {
    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
  }

  private static Rule redirect(String id, String from, String to) {
    return Rule.on(
        id,
        Node.of(new Recipient(PartyMatch.addresses(from))),
        new Redirect(List.of(Address.of(to))));
  }

  private static Node from(String domain) {
    return Node.of(new Sender(SenderBy.ENVELOPE, PartyMatch.domains(domain)));
  }

  private static Node to(String domain) {
    return Node.of(new Recipient(PartyMatch.domains(domain)));
  }

  private static Node subject(String text) {
    return Node.of(new Subject(TextMatch.contains(text)));
  }

  private static List<Finding> about(Finding.About about, Rule... rules) {
    return lint(rules).stream().filter(finding -> finding.about() == about).toList();
  }

  private static List<Finding> lint(Rule... rules) {
    return Lint.check(RuleSet.of(1, rules), LISTS, NOW);
  }
}
