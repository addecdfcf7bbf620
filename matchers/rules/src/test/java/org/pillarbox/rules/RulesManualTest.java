package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.CopyTo;
import org.pillarbox.rules.action.DeliverTo;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.Disclaimer;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.SkipFilters;
import org.pillarbox.rules.action.StripAttachments;
import org.pillarbox.rules.action.Suspend;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Reference;
import org.pillarbox.rules.catalog.RuleForm;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.facts.Session;
import org.pillarbox.rules.facts.Trait;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.testing.SomeFacts;

/** What docs/rules.md says is so: its examples are read and run, its reference is the catalogue. */
class RulesManualTest {
  private static final String BEGIN = "<!-- catalogue: begin -->\n";
  private static final String END = "<!-- catalogue: end -->\n";

  @Test
  void theReferenceIsTheCatalogue() throws IOException {
    String reference = "\n" + Reference.markdown(Catalog.standard()) + "\n";
    String manual = ManualText.read();
    int begin = manual.indexOf(BEGIN) + BEGIN.length();
    int end = manual.indexOf(END);
    Path right = Path.of("target/rules.md");
    Files.createDirectories(right.getParent());
    Files.writeString(right, manual.substring(0, begin) + reference + manual.substring(end));

    assertThat(manual.substring(begin, end))
        .as("take matchers/rules/target/rules.md as docs/rules.md")
        .isEqualTo(reference);
  }

  @Test
  void everySetOfTheManualIsRead() {
    assertThat(ManualText.books()).hasSize(17);
    for (ManualText.Book book : ManualText.books()) {
      assertThat(RuleForm.readSet(RuleForm.write(book.set()), 1)).isEqualTo(book.set());
    }
  }

  @Test
  void lintHasNoErrorsForTheExamples() {
    for (ManualText.Book book : ManualText.books()) {
      assertThat(Lint.check(book.set(), book.lists(), SomeFacts.AT))
          .filteredOn(finding -> finding.severity() != Finding.Severity.NOTE)
          .isEmpty();
    }
  }

  @Test
  void bannerOnMailFromOutside() {
    Facts outside = SomeFacts.mail().accepted();
    Facts inside =
        SomeFacts.mail().loggedIn("ada@ours.test").author("Ada", "ada@ours.test").accepted();

    assertThat(actions("external-banner", outside))
        .singleElement()
        .isInstanceOfSatisfying(
            Disclaimer.class, banner -> assertThat(banner.where()).isEqualTo(Disclaimer.Where.TOP));
    assertThat(verdict("external-banner", outside).actions().get(0).otherwise()).hasSize(1);
    assertThat(actions("external-banner", inside)).isEmpty();
  }

  @Test
  void disclaimerWithTheSendersName() {
    SomeFacts sent = SomeFacts.mail().loggedIn("ada@ours.test").to("kim@far.test");

    assertThat(actions("signature", sent.accepted()))
        .singleElement()
        .isInstanceOfSatisfying(
            Disclaimer.class, text -> assertThat(text.text()).contains("{sender.name}"));
    assertThat(actions("signature", sent.to("bob@ours.test").accepted())).isEmpty();
  }

  @Test
  void chiefsNameFromOutside() {
    SomeFacts mail = SomeFacts.mail();

    assertThat(actions("chief-from-outside", mail.author("ERIKA Boss", "eb@evil.test").accepted()))
        .hasExactlyElementsOfTypes(Quarantine.class, Notify.class);
    assertThat(actions("chief-from-outside", mail.author("Erika Boss", "eb@ours.test").accepted()))
        .isEmpty();
  }

  @Test
  void attachmentThatCannotBeInspected() {
    Attachment open = Attachment.of("a.zip", "application/zip", 10);
    Attachment closed =
        new Attachment(
            "a.zip",
            "application/zip",
            Fact.of("application/zip"),
            10,
            Fact.of(true),
            Fact.unknown("encrypted"),
            Fact.of(false),
            List.of());

    assertThat(actions("closed-attachments", SomeFacts.mail().attachments(closed).accepted()))
        .hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(actions("closed-attachments", SomeFacts.mail().attachments(open).accepted()))
        .isEmpty();
  }

  @Test
  void onlyHrWritesToAllStaff() {
    SomeFacts toAll = SomeFacts.mail().to("all-staff@ours.test");
    Session hr = Session.none().withLogin(Party.of("hanna@ours.test", true).in("hr"));
    Session other = Session.none().withLogin(Party.of("ada@ours.test", true));

    assertThat(refused("all-staff", toAll.atRcpt())).isTrue();
    assertThat(refused("all-staff", toAll.session(other).atRcpt())).isTrue();
    assertThat(refused("all-staff", toAll.session(hr).atRcpt())).isFalse();
    assertThat(refused("all-staff", SomeFacts.mail().atRcpt())).isFalse();
  }

  @Test
  void noForwardingOutside() {
    SomeFacts out = SomeFacts.mail().to("bob@gmail.test");

    assertThat(actions("no-forwarding", out.by(Origin.REDIRECT).accepted()))
        .hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(actions("no-forwarding", out.by(Origin.FORWARD).accepted())).hasSize(1);
    assertThat(actions("no-forwarding", out.by(Origin.SUBMISSION).accepted())).isEmpty();
    assertThat(actions("no-forwarding", SomeFacts.mail().by(Origin.FORWARD).accepted())).isEmpty();
  }

  @Test
  void partnerSkipsSpamFilteringWithDkimOnly() {
    Facts mail = SomeFacts.mail().author("Pat", "pat@partner.example").accepted();

    assertThat(actions("partner", mail.withAuthentication(dkim(AuthResult.PASS))))
        .hasExactlyElementsOfTypes(SkipFilters.class);
    assertThat(actions("partner", mail.withAuthentication(dkim(AuthResult.FAIL)))).isEmpty();
    assertThat(actions("partner", mail)).isEmpty();
  }

  @Test
  void copyOfAllMailOfOneUser() {
    assertThat(actions("journal-ada", SomeFacts.mail().to("ada@ours.test").accepted()))
        .hasExactlyElementsOfTypes(CopyTo.class);
    assertThat(actions("journal-ada", SomeFacts.mail().loggedIn("ada@ours.test").accepted()))
        .hasSize(1);
    assertThat(actions("journal-ada", SomeFacts.mail().accepted())).isEmpty();
  }

  @Test
  void ownAllowList() {
    SomeFacts bulk = SomeFacts.mail().author("Erika", "erika@friend.example").being(Trait.BULK);

    assertThat(actions("bobs-friends", bulk.accepted()))
        .hasExactlyElementsOfTypes(SkipFilters.class);
    assertThat(actions("bobs-friends", bulk.to("ada@ours.test").accepted()))
        .as("the list is Bob's alone")
        .hasExactlyElementsOfTypes(DeliverTo.class);
  }

  @Test
  void scriptsAreStripped() {
    SomeFacts mail =
        SomeFacts.mail().attachments(Attachment.of("Bill.JS", "application/javascript", 10));

    assertThat(actions("no-scripts", mail.accepted()))
        .hasExactlyElementsOfTypes(StripAttachments.class);
    assertThat(verdict("no-scripts", mail.accepted()).actions().get(0).otherwise())
        .hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(actions("no-scripts", SomeFacts.mail().accepted())).isEmpty();
  }

  @Test
  void oneListOfExecutablesForThreeRules() {
    Attachment program = Attachment.of("setup.EXE", "application/x-msdownload", 10);
    SomeFacts in = SomeFacts.mail().attachments(program);
    SomeFacts sent = SomeFacts.mail().attachments(program).loggedIn("ada@ours.test");

    assertThat(actions("executables-in", in.accepted()))
        .hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(actions("executables-in", sent.accepted()))
        .hasExactlyElementsOfTypes(StripAttachments.class);
    assertThat(refused("executables-in", sent.to("kim@far.test").atData())).isTrue();
  }

  @Test
  void hijackedAccountIsCutOff() {
    CounterKey key =
        new CounterKey(CounterKey.By.USER, CounterKey.Measure.RECIPIENTS, Duration.ofHours(1));
    Facts sent = SomeFacts.mail().loggedIn("ada@ours.test").to("kim@far.test").atRcpt();

    assertThat(refused("hijacked", SomeFacts.counted(sent, key, 501))).isTrue();
    assertThat(actions("hijacked", SomeFacts.counted(sent, key, 501)))
        .hasExactlyElementsOfTypes(Suspend.class);
    assertThat(refused("hijacked", SomeFacts.counted(sent, key, 500))).isFalse();
    assertThat(refused("hijacked", sent)).as("not counted is unknown, not much").isFalse();
  }

  @Test
  void unknownNetworkWithBadHelo() {
    Session session = Session.none().withClient(Network.client("198.51.100.1"));

    assertThat(refused("bad-helo", at(session.withHelo("laptop")))).isTrue();
    assertThat(refused("bad-helo", at(session))).isTrue();
    assertThat(refused("bad-helo", at(session.withHelo("mail.far.test")))).isFalse();
    assertThat(
            refused(
                "bad-helo", at(session.withClient(Network.client("192.0.2.9")).withHelo("laptop"))))
        .isFalse();
  }

  @Test
  void thoseWeWroteToAreExempt() {
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
    SomeFacts mail = SomeFacts.mail().attachments(macros);

    assertThat(actions("macros", mail.accepted())).hasExactlyElementsOfTypes(Quarantine.class);
    assertThat(actions("macros", mail.known(true).accepted()))
        .hasExactlyElementsOfTypes(SkipFilters.class);
  }

  @Test
  void newsletterIsDroppedSilently() {
    assertThat(
            actions(
                "newsletter-x",
                SomeFacts.mail().header("List-Id", "X <News.X.example>").accepted()))
        .hasExactlyElementsOfTypes(Discard.class);
    assertThat(actions("newsletter-x", SomeFacts.mail().accepted())).isEmpty();
  }

  private static Facts at(Session session) {
    return SomeFacts.mail().session(session).atRcpt();
  }

  private static Authentication dkim(AuthResult result) {
    return new Authentication(
        Fact.of(AuthResult.NONE),
        Fact.of(List.of(new DkimResult("partner.example", result))),
        Fact.of(AuthResult.NONE),
        Fact.of(AuthResult.NONE));
  }

  private static Verdict verdict(String rule, Facts facts) {
    ManualText.Book book = ManualText.bookWith(rule);
    return Evaluator.of(book.set()).evaluate(facts, book.lists());
  }

  private static boolean refused(String rule, Facts facts) {
    return verdict(rule, facts).decision() instanceof Decision.Refused;
  }

  private static List<Action> actions(String rule, Facts facts) {
    List<Action> actions = new ArrayList<>();
    verdict(rule, facts).actions().forEach(due -> actions.add(due.action()));
    return actions;
  }
}
