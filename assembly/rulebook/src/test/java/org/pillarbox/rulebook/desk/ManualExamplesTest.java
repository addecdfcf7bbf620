package org.pillarbox.rulebook.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.pillarbox.conditions.Contents;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.gathering.InspectedContents;
import org.pillarbox.rulebook.gathering.Parties;
import org.pillarbox.rulebook.testing.ActionsAtWork;
import org.pillarbox.rulebook.testing.Directory;
import org.pillarbox.rulebook.testing.RulesManual;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Evaluator;
import org.pillarbox.rules.Finding;
import org.pillarbox.rules.Lint;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.DeliverTo;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.testing.SomeFacts;

/**
 * The examples of docs/rules.md: read as an administrator's set is, checked, tried with their own
 * tests, and carried out on those tests' messages.
 */
class ManualExamplesTest {
  private static final Clock CLOCK = Clock.fixed(SomeFacts.AT, ZoneOffset.UTC);
  private static final Directory DIRECTORY = new Directory();

  private final RuleTests tests =
      new RuleTests(
          new Gathering(new Parties(DIRECTORY, DIRECTORY), DIRECTORY, DIRECTORY, DIRECTORY),
          new InspectedContents(
              new Contents(
                  new org.pillarbox.conditions.Parties(DIRECTORY, DIRECTORY),
                  InspectionBounds.defaults())),
          CLOCK);
  private final ActionsAtWork actions = new ActionsAtWork();

  @Test
  void everySetIsReadAndIsTheSameOnceWritten() throws Exception {
    assertThat(RulesManual.books()).hasSize(17);
    BookCodec codec = new BookCodec();
    for (Book book : RulesManual.books()) {
      assertThat(codec.read(codec.json(book))).isEqualTo(book);
      assertThat(codec.read(codec.yaml(codec.tree(book)))).isEqualTo(book);
    }
  }

  @Test
  void lintHasNothingAgainstThem() {
    for (Book book : RulesManual.books()) {
      assertThat(Lint.check(book.set(), IndexedLists.of(book.lists()), CLOCK.instant()))
          .filteredOn(finding -> finding.severity() != Finding.Severity.NOTE)
          .isEmpty();
    }
  }

  @Test
  void theirOwnTestsPass() {
    assertThat(RulesManual.books().stream().flatMap(book -> tests.failures(book).stream()))
        .isEmpty();
  }

  @Test
  void eachRuleOfTheFifteenShowsWhatItMatchesAndWhatNot() {
    assertThat(RulesManual.examples()).hasSize(15);
    for (Book book : RulesManual.examples()) {
      for (Rule rule : book.set().rules()) {
        assertThat(rule.tests())
            .as(rule.id())
            .extracting(RuleTest::expected)
            .contains(Answer.YES, Answer.NO);
      }
    }
  }

  @Test
  void aTestThatIsWrongFails() {
    Book book = bookWith("all-staff");
    Rule rule = book.set().rules().get(0);
    List<RuleTest> wrong =
        rule.tests().stream().map(test -> with(test, test.message(), Answer.UNKNOWN)).toList();

    assertThat(
            tests.failures(
                book.with(
                    org.pillarbox.rules.RuleSet.of(
                        1,
                        new Rule(
                            rule.id(),
                            rule.name(),
                            rule.state(),
                            rule.direction(),
                            rule.when(),
                            rule.then(),
                            rule.otherwise(),
                            rule.stop(),
                            rule.unknown(),
                            rule.validity(),
                            rule.pilot(),
                            wrong)))))
        .extracting(RuleTests.Failure::answer)
        .containsExactly("yes", "yes", "no");
  }

  @Test
  void mailFromOutsideGetsABannerOnTop() throws Exception {
    assertThat(delivered("external-banner", "from outside"))
        .contains("\r\n\r\nThis message comes from outside. Think before")
        .endsWith("Hi Bob");
    assertThat(delivered("external-banner", "one of ours"))
        .isEqualTo("From: Ada <ada@ours.test>\r\n\r\nHi");
  }

  @Test
  void aSignedMessageGetsAHeaderFieldInsteadOfTheBanner() throws Exception {
    String signed =
        """
        From: kim@far.example
        MIME-Version: 1.0
        Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

        --b

        Hi
        --b
        Content-Type: application/pgp-signature

        x
        --b--
        """;
    assertThat(delivered("external-banner", with(test("external-banner", "from outside"), signed)))
        .startsWith("X-External: yes\r\n")
        .endsWith(signed.replace("\n", "\r\n"));
  }

  @Test
  void aDisclaimerNamesTheSender() throws Exception {
    assertThat(delivered("signature", "to outside"))
        .contains(
            "Hi Kim", "Sent by Ada Byron, ada@ours.test. Example Ltd, registered in Nowhere.");
    assertThat(delivered("signature", "to a colleague")).endsWith("\r\n\r\nHi Bob");
  }

  @Test
  void theDirectorysNameOfTheSenderCounts() throws Exception {
    actions.attributes().put("name", "A. Byron, Countess");

    assertThat(delivered("signature", "to outside"))
        .contains("Sent by A. Byron, Countess, ada@ours.test.");
  }

  @Test
  void theChiefsNameFromOutsideIsHeldAndTold() throws Exception {
    assertThat(held("chief-from-outside", "the name alone"))
        .isEqualTo("The name of our chief on a message from outside");
    assertThat(actions.sent()).hasSize(1);
    assertThat(actions.sent().get(0).getRecipients())
        .containsExactly(new MailAddress("security@ours.test"));
    assertThat(delivered("chief-from-outside", "herself")).endsWith("Hi");
  }

  @Test
  void whatCannotBeInspectedIsHeld() throws Exception {
    assertThat(held("closed-attachments", "a zip with a password"))
        .isEqualTo("Its attachment can't be looked into");
    assertThat(delivered("closed-attachments", "no attachment")).endsWith("Hi");
  }

  @Test
  void onlyHrReachesAllStaff() throws Exception {
    assertThat(refused("all-staff", "from outside")).isEqualTo("Only HR writes to all-staff");
    assertThat(refused("all-staff", "not of HR")).isEqualTo("Only HR writes to all-staff");
    assertThat(verdict("all-staff", "of HR").decision()).isEqualTo(new Decision.Pass());
  }

  @Test
  void whatIsForwardedOutsideIsHeld() throws Exception {
    assertThat(held("no-forwarding", "forwarded outside"))
        .isEqualTo("Automatic forwarding outside is closed");
    assertThat(verdict("no-forwarding", "by Sieve").applied()).containsExactly("no-forwarding");
    assertThat(verdict("no-forwarding", "forwarded to a colleague").actions()).isEmpty();
    assertThat(verdict("no-forwarding", "written").actions()).isEmpty();
  }

  @Test
  void thePartnerSkipsTheSpamFilterOnlyWhenSigned() throws Exception {
    assertThat(filters("partner", "signed")).containsExactly(SkipFilters.Filter.SPAM);
    assertThat(filters("partner", "signed by another")).isEmpty();
    assertThat(filters("partner", "DNS is away")).isEmpty();
  }

  @Test
  void theJournalGetsEnvelopeAndMessage() throws Exception {
    assertThat(delivered("journal-ada", "to her")).endsWith("Hi Ada");
    assertThat(actions.sent()).hasSize(1);
    assertThat(actions.sent().get(0).getRecipients())
        .containsExactly(new MailAddress("journal@ours.test"));
    assertThat(ActionsAtWork.text(actions.sent().get(0)))
        .contains("Sender: kim@far.example", "Recipient: ada@ours.test")
        .contains("From: kim@far.example\r\n\r\nHi Ada");
    assertThat(verdict("journal-ada", "by her").actions()).hasSize(1);
    assertThat(verdict("journal-ada", "others").actions()).isEmpty();
  }

  @Test
  void bobsFriendsPassByTheRulesForNewsletters() throws Exception {
    assertThat(actions("bobs-friends", "a friend's list"))
        .hasExactlyElementsOfTypes(SkipFilters.class);
    assertThat(actions("bobs-friends", "the list is Bob's alone"))
        .hasExactlyElementsOfTypes(DeliverTo.class);
  }

  @Test
  void aScriptIsStrippedAndTheOriginalKept() throws Exception {
    assertThat(delivered("no-scripts", "a script"))
        .contains("Removed: Bill.JS. Ask the help desk for the original.", "See the file.")
        .doesNotContain("alert(1)");
    assertThat(actions.held()).hasSize(1);
    assertThat(ActionsAtWork.text(actions.held().get(0).mail())).contains("alert(1)");
    assertThat(delivered("no-scripts", "no script")).endsWith("run.js is not attached");
  }

  @Test
  void oneListOfExecutablesServesThreeRules() throws Exception {
    assertThat(held("executables-in", "a program")).isEqualTo("A program");
    assertThat(delivered("executables-in", "a list of programs")).endsWith("setup.exe");
    assertThat(refused("executables-out", "a program")).isEqualTo("Programs do not leave by mail");
    assertThat(delivered("executables-inside", "a program"))
        .contains("setup.EXE")
        .doesNotContain("MZ");
  }

  @Test
  void aHijackedAccountIsStopped() throws Exception {
    RuleTest much = test("hijacked", "too much");
    assertThat(refused("hijacked", "too much")).startsWith("Your account was stopped");
    carryOut("hijacked", much);
    assertThat(actions.suspended())
        .singleElement()
        .satisfies(one -> assertThat(one.account().asString()).isEqualTo("ada@ours.test"));
    assertThat(verdict("hijacked", "much").actions()).isEmpty();
  }

  @Test
  void whoDoesNotSayWhoTheyAreIsRefused() throws Exception {
    assertThat(refused("bad-helo", "no name of a host")).isEqualTo("Say who you are with HELO");
    assertThat(refused("bad-helo", "no HELO at all")).isEqualTo("Say who you are with HELO");
    assertThat(verdict("bad-helo", "a good one").decision()).isEqualTo(new Decision.Pass());
    assertThat(verdict("bad-helo", "a network that we know").decision())
        .isEqualTo(new Decision.Pass());
  }

  @Test
  void macrosOfStrangersAreHeldAndOfThoseWeWroteToNot() throws Exception {
    assertThat(held("macros", "macros"))
        .isEqualTo("Document with macros from someone we never wrote to");
    RuleTest stranger = test("macros", "macros");
    RuleTest known =
        with(test("known", "we wrote to them"), stranger.message(), stranger.expected());
    assertThat(actions("known", known)).hasExactlyElementsOfTypes(SkipFilters.class);
  }

  @Test
  void newsletterXIsDroppedQuietly() throws Exception {
    carryOut("newsletter-x", test("newsletter-x", "newsletter X"));
    assertThat(actions.held())
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.holding().kind())
                    .isEqualTo(org.pillarbox.actions.Quarantine.Kind.DISCARDED));
    assertThat(actions.sent()).isEmpty();
    assertThat(delivered("newsletter-x", "newsletter Y")).endsWith("Offers");
  }

  private static Book bookWith(String rule) {
    return RulesManual.books().stream()
        .filter(book -> book.set().find(rule).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/rules.md has no rule " + rule));
  }

  private static RuleTest test(String rule, String name) {
    return bookWith(rule).set().find(rule).orElseThrow().tests().stream()
        .filter(test -> test.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("rule " + rule + " has no test " + name));
  }

  private static RuleTest with(RuleTest test, String message) {
    return with(test, message, test.expected());
  }

  private static RuleTest with(RuleTest test, String message, Answer expected) {
    return new RuleTest(
        test.name(),
        test.origin(),
        test.sender(),
        test.recipient(),
        test.login(),
        test.client(),
        message,
        test.given(),
        expected);
  }

  private Verdict verdict(String rule, String name) throws Exception {
    return verdict(rule, test(rule, name));
  }

  private Verdict verdict(String rule, RuleTest test) throws Exception {
    Book book = bookWith(rule);
    Evaluator evaluator = Evaluator.of(book.set());
    Facts facts = tests.facts(test, evaluator.needs());
    return evaluator.evaluate(facts, IndexedLists.of(book.lists()));
  }

  private List<Action> actions(String rule, String name) throws Exception {
    return actions(rule, test(rule, name));
  }

  private List<Action> actions(String rule, RuleTest test) throws Exception {
    List<Action> due = new ArrayList<>();
    verdict(rule, test).actions().forEach(one -> due.add(one.action()));
    return due;
  }

  private List<SkipFilters.Filter> filters(String rule, String name) throws Exception {
    return verdict(rule, name)
        .actions(SkipFilters.class)
        .flatMap(skip -> skip.filters().stream())
        .toList();
  }

  private String refused(String rule, String name) throws Exception {
    Decision decision = verdict(rule, name).decision();
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).reply().text();
  }

  private MailImpl carryOut(String rule, RuleTest test) throws Exception {
    NamedLists lists = IndexedLists.of(bookWith(rule).lists());
    MailImpl mail = mail(test);
    actions.carryOut(verdict(rule, test), lists, mail);
    return mail;
  }

  private String delivered(String rule, String name) throws Exception {
    return delivered(rule, test(rule, name));
  }

  private String delivered(String rule, RuleTest test) throws Exception {
    MailImpl mail = carryOut(rule, test);
    assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
    return ActionsAtWork.text(mail);
  }

  private String held(String rule, String name) throws Exception {
    assertThat(carryOut(rule, test(rule, name)).getState()).isEqualTo(Mail.GHOST);
    assertThat(actions.held()).hasSize(1);
    return actions.held().get(0).holding().reason();
  }

  private static MailImpl mail(RuleTest test) throws Exception {
    byte[] bytes = test.message().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    MailImpl mail =
        MailImpl.builder()
            .name("mail-1")
            .sender(test.sender().orElse(test.recipient()).toString())
            .addRecipient(test.recipient().toString())
            .state(Mail.DEFAULT)
            .mimeMessage(
                new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)))
            .build();
    mail.setRemoteAddr("198.51.100.1");
    Optional.of(test)
        .flatMap(RuleTest::login)
        .ifPresent(
            login ->
                mail.setAttribute(
                    new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(login.toString()))));
    return mail;
  }
}
