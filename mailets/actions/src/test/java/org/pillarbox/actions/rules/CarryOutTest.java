package org.pillarbox.actions.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.MailTrail;
import org.pillarbox.actions.Quarantine.Kind;
import org.pillarbox.actions.RecipientReports;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.action.AddHeader;
import org.pillarbox.rules.action.CopyTo;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.action.Disclaimer;
import org.pillarbox.rules.action.Notify;
import org.pillarbox.rules.action.Quarantine;
import org.pillarbox.rules.action.Redirect;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.action.Suspend;
import org.pillarbox.rules.action.TagSubject;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Origin;

class CarryOutTest {
  private static final String ANNA = "anna@ours.example";
  private static final String BERT = "bert@ours.example";
  private static final Decision PASS = new Decision.Pass();
  private static final Decision REFUSED =
      new Decision.Refused("r", new Refuse(550, "5.7.1", "Not from there"));
  private static final Decision DEFERRED = new Decision.Deferred("r", "201 of 200 were sent");
  private static final String SIGNED =
      """
      From: juergen@ours.example
      Subject: Signed
      MIME-Version: 1.0
      Content-Type: multipart/signed; boundary=b

      --b

      text
      --b
      Content-Type: application/pgp-signature

      signature
      --b--
      """;

  private final House house = new House();

  private CarryOut carryOut() throws Exception {
    return house.mailet(CarryOut.class, Map.of("processor", "delivery"));
  }

  private void says(String recipient, Decision decision, Action... actions) throws Exception {
    says(
        recipient,
        decision,
        Arrays.stream(actions).map(action -> new Due("r", action, List.of())).toList());
  }

  private void says(String recipient, Decision decision, List<Due> dues) throws Exception {
    house.verdicts.put(
        House.address(recipient), new Verdict(7, Address.of(recipient), decision, dues, List.of()));
  }

  private static TagSubject tag(String text) {
    return new TagSubject(text, TagSubject.Where.BEFORE);
  }

  private static Quarantine hold() {
    return new Quarantine("Macros", true);
  }

  private List<ActionOutcome.Result> results() {
    return house.outcomes.stream().map(ActionOutcome::result).toList();
  }

  @Test
  void whereNothingIsToBeDoneTheMailGoesOnAsItIs() throws Exception {
    says(ANNA, PASS);
    says(BERT, PASS);
    MailImpl mail = House.mail(House.MESSAGE, ANNA, BERT);
    String before = Sent.text(mail);
    carryOut().service(mail);
    assertThat(Sent.text(mail)).isEqualTo(before);
    assertThat(mail.getState()).isEqualTo("rules");
    assertThat(house.processed).isEmpty();
  }

  @Test
  void actionsAreDoneInTheirOrder() throws Exception {
    says(ANNA, PASS, tag("[one]"), tag("[two]"));
    MailImpl mail = House.mail(House.MESSAGE);
    carryOut().service(mail);
    assertThat(mail.getMessage().getSubject()).isEqualTo("[two] [one] Hello");
    assertThat(house.outcomes)
        .extracting(ActionOutcome::action)
        .containsExactly("tag-subject", "tag-subject");
    assertThat(house.outcomes)
        .extracting(ActionOutcome::version, ActionOutcome::rule)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(7L, "r"));
  }

  @Test
  void whatIsDoneForOneRecipientDoesNotShowInAnothersCopy() throws Exception {
    says(ANNA, PASS, tag("[External]"));
    says(BERT, PASS);
    MailImpl mail = House.mail(House.MESSAGE, ANNA, BERT);
    carryOut().service(mail);
    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    assertThat(house.processed).hasSize(2);
    Mail annas = house.processed.get(0);
    Mail berts = house.processed.get(1);
    assertThat(annas.getRecipients()).containsExactly(House.address(ANNA));
    assertThat(annas.getMessage().getSubject()).isEqualTo("[External] Hello");
    assertThat(annas.getState()).isEqualTo("delivery");
    assertThat(berts.getRecipients()).containsExactly(House.address(BERT));
    assertThat(berts.getMessage().getSubject()).isEqualTo("Hello");
    assertThat(annas.getName()).isNotEqualTo(berts.getName());
  }

  @Test
  void oneIsHeldAndTheOtherIsServed() throws Exception {
    says(ANNA, PASS, hold(), tag("[never]"));
    says(BERT, PASS);
    carryOut().service(House.mail(House.MESSAGE, ANNA, BERT));
    assertThat(house.processed).hasSize(1);
    assertThat(house.processed.get(0).getRecipients()).containsExactly(House.address(BERT));
    assertThat(house.quarantine.items()).hasSize(1);
    assertThat(house.quarantine.items().get(0).mail().getMessage().getSubject()).isEqualTo("Hello");
    assertThat(house.quarantine.items().get(0).holding().recipients())
        .containsExactly(House.address(ANNA));
  }

  @Test
  void oneGroupsTroubleIsNotAnothers() throws Exception {
    says(ANNA, PASS, hold());
    says(BERT, PASS);
    house.quarantine.setAway(true);
    carryOut().service(House.mail(House.MESSAGE, ANNA, BERT));
    assertThat(house.failed).containsOnlyKeys(House.address(ANNA));
    assertThat(house.processed).hasSize(1);
    assertThat(results()).containsExactly(ActionOutcome.Result.FAILED);
  }

  @Test
  void aMailWhoseOnlyGroupFailsStays() throws Exception {
    says(ANNA, PASS, hold());
    house.quarantine.setAway(true);
    CarryOut carryOut = carryOut();
    MailImpl mail = House.mail(House.MESSAGE);
    assertThatThrownBy(() -> carryOut.service(mail))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("away");
    assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
  }

  @Test
  void aSecondTryDoesWhatIsNotDoneAndNothingTwice() throws Exception {
    says(ANNA, PASS, new CopyTo(List.of(Address.of("journal@ours.example"))), hold());
    house.quarantine.setAway(true);
    CarryOut carryOut = carryOut();
    assertThatThrownBy(() -> carryOut.service(House.mail(House.MESSAGE)))
        .isInstanceOf(MessagingException.class);
    house.quarantine.setAway(false);
    carryOut.service(House.mail(House.MESSAGE));
    carryOut.service(House.mail(House.MESSAGE));
    assertThat(house.sent.all()).hasSize(1);
    assertThat(house.quarantine.items()).hasSize(1);
  }

  @Test
  void whoseCopyHasEndedIsNotServedByOtherRulesLater() throws Exception {
    says(ANNA, PASS, hold());
    says(BERT, PASS);
    CarryOut carryOut = carryOut();
    carryOut.service(House.mail(House.MESSAGE, ANNA, BERT));
    says(ANNA, PASS);
    MailImpl again = House.mail(House.MESSAGE, ANNA, BERT);
    carryOut.service(again);
    assertThat(again.getRecipients()).containsExactly(House.address(BERT));
    assertThat(house.quarantine.items()).hasSize(1);
  }

  @Test
  void aRecipientWithoutAVerdictKeepsTheMailBack() throws Exception {
    says(ANNA, PASS);
    CarryOut carryOut = carryOut();
    assertThatThrownBy(() -> carryOut.service(House.mail(House.MESSAGE, ANNA, BERT)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining(BERT);
    says(BERT, new Decision.Wait("r"));
    assertThatThrownBy(() -> carryOut.service(House.mail(House.MESSAGE, ANNA, BERT)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining(BERT);
    assertThat(house.processed).isEmpty();
  }

  @Test
  void ourOwnUserIsToldOfARefusalAfter250() throws Exception {
    says(ANNA, REFUSED);
    MailImpl mail = House.loggedIn(House.mail(House.MESSAGE));
    carryOut().service(mail);
    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    assertThat(house.quarantine.items()).isEmpty();
    assertThat(house.sent.all()).hasSize(1);
    Sent.Sending sending = house.sent.all().get(0);
    assertThat(sending.state()).isEqualTo("bounces");
    assertThat(RecipientReports.of(sending.mail()).get(House.address(ANNA)).reply())
        .isEqualTo("Not from there");
    assertThat(RecipientReports.of(sending.mail()).get(House.address(ANNA)).status())
        .isEqualTo("5.7.1");
  }

  @Test
  void aStrangersMailIsHeldAndNobodyIsTold() throws Exception {
    says(ANNA, REFUSED);
    carryOut().service(House.mail(House.MESSAGE));
    assertThat(house.sent.all()).isEmpty();
    assertThat(house.quarantine.items().get(0).holding().kind()).isEqualTo(Kind.REFUSED);
    assertThat(house.quarantine.items().get(0).holding().reason())
        .isEqualTo("550 5.7.1 Not from there");
  }

  @Test
  void whatAForwardSentOnIsHeldThoughItsAuthorHadLoggedIn() throws Exception {
    says(ANNA, REFUSED);
    MailImpl mail = House.loggedIn(House.mail(House.MESSAGE));
    MailOrigin.set(mail, Origin.FORWARD);
    carryOut().service(mail);
    assertThat(house.sent.all()).isEmpty();
    assertThat(house.quarantine.items()).hasSize(1);
  }

  @Test
  void whatIsPutOffStaysInTheSpoolAndUsesUpNoTry() throws Exception {
    says(ANNA, DEFERRED);
    says(BERT, PASS);
    MailImpl mail = House.mail(House.MESSAGE, ANNA, BERT);
    carryOut().service(mail);
    assertThat(house.failed).containsOnlyKeys(House.address(ANNA));
    assertThat(house.failed.get(House.address(ANNA))).hasCauseInstanceOf(TimeoutException.class);
    assertThat(house.processed).hasSize(1);
    assertThat(results()).containsExactly(ActionOutcome.Result.PUT_OFF);
    says(ANNA, PASS);
    MailImpl again = House.mail(House.MESSAGE, ANNA);
    carryOut().service(again);
    assertThat(again.getState()).isEqualTo("rules");
  }

  @Test
  void whatWasPutOffForFiveDaysIsHeld() throws Exception {
    says(ANNA, DEFERRED);
    MailImpl mail = House.mail(House.MESSAGE);
    mail.setAttribute(
        new Attribute(
            MailTrail.ARRIVED,
            AttributeValue.of(House.CLOCK.millis() - Duration.ofDays(5).toMillis())));
    carryOut().service(mail);
    assertThat(house.failed).isEmpty();
    assertThat(house.quarantine.items().get(0).holding().reason())
        .isEqualTo("Put off for 120 hours: 201 of 200 were sent");
  }

  @Test
  void theAppliancesOwnMailIsNeverHeldBack() throws Exception {
    for (Decision decision : List.of(PASS, REFUSED, DEFERRED)) {
      says(ANNA, decision, hold(), new Discard());
      MailImpl mail = House.mail(House.MESSAGE);
      MailOrigin.set(mail, Origin.SYSTEM);
      carryOut().service(mail);
      assertThat(mail.getState()).isEqualTo("rules");
    }
    assertThat(house.quarantine.items()).isEmpty();
    assertThat(house.failed).isEmpty();
  }

  @Test
  void aSignedMessageIsLeftAloneAndSaysSo() throws Exception {
    says(ANNA, PASS, new Disclaimer("Hi", Optional.empty(), Disclaimer.Where.TOP), tag("[x]"));
    MailImpl mail = House.mail(SIGNED);
    carryOut().service(mail);
    assertThat(Sent.text(mail))
        .isEqualTo(
            "X-Pillarbox-Left-Alone: r; multipart/signed\r\n"
                + SIGNED.replace("\n", "\r\n").replace("Signed", "[x] Signed"));
    assertThat(results())
        .containsExactly(ActionOutcome.Result.LEFT_ALONE, ActionOutcome.Result.DONE);
  }

  @Test
  void theElseOfTheRuleIsDoneToAMessageThatMayNotBeTouched() throws Exception {
    says(
        ANNA,
        PASS,
        List.of(
            new Due(
                "r",
                new Disclaimer("Hi", Optional.empty(), Disclaimer.Where.TOP),
                List.of(new AddHeader("X-Else", "yes"), hold()))));
    carryOut().service(House.mail(SIGNED));
    String held = Sent.text(house.quarantine.items().get(0).mail());
    assertThat(held).contains("X-Else: yes").doesNotContain("Left-Alone");
  }

  @Test
  void aTextThatNamesItsRecipientIsWrittenForEach() throws Exception {
    for (String recipient : List.of(ANNA, BERT)) {
      says(
          recipient,
          PASS,
          new Disclaimer(
              "For {recipient.address} only", Optional.empty(), Disclaimer.Where.BOTTOM));
    }
    carryOut().service(House.mail(House.MESSAGE, ANNA, BERT));
    assertThat(house.processed).hasSize(2);
    assertThat(Sent.text(house.processed.get(0))).contains("For " + ANNA + " only");
    assertThat(Sent.text(house.processed.get(1))).contains("For " + BERT + " only");
  }

  @Test
  void whoIsCutOffIsSuspendedAndReportedThoughTheMailIsRefused() throws Exception {
    says(
        ANNA,
        REFUSED,
        new Suspend("Too much"),
        new Notify(List.of(Address.of("admin@ours.example")), "Rule {rule}", "{sender}"));
    carryOut().service(House.loggedIn(House.mail(House.MESSAGE)));
    assertThat(house.suspended)
        .singleElement()
        .satisfies(one -> assertThat(one.account().asString()).isEqualTo("juergen@ours.example"));
    assertThat(house.sent.all()).extracting(Sent.Sending::state).containsExactly("root", "bounces");
  }

  @Test
  void whatIsHeldIsCopiedToTheJournalAllTheSame() throws Exception {
    says(ANNA, PASS, hold(), new CopyTo(List.of(Address.of("journal@ours.example"))));
    carryOut().service(House.mail(House.MESSAGE));
    assertThat(house.quarantine.items()).hasSize(1);
    assertThat(house.sent.all()).hasSize(1);
  }

  @Test
  void whoeverIsRedirectedIsNotServedHereAndTheOthersAre() throws Exception {
    says(ANNA, PASS, new Redirect(List.of(Address.of("office@else.example"))));
    says(BERT, PASS);
    carryOut().service(House.mail(House.MESSAGE, ANNA, BERT));
    assertThat(house.processed).hasSize(1);
    assertThat(house.sent.all()).hasSize(1);
    assertThat(house.sent.all().get(0).mail().getRecipients())
        .containsExactly(House.address("office@else.example"));
  }

  @Test
  void behindStopNothingIsDone() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    house.mailet(StopRules.class, Map.of()).service(mail);
    carryOut().service(mail);
    assertThat(mail.getState()).isEqualTo("rules");
    assertThat(house.outcomes).isEmpty();
  }

  @Test
  void aPipelineThatDoesNotSayWhereCopiesGoDoesNotStart() {
    assertThatThrownBy(() -> house.mailet(CarryOut.class, Map.of()))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("processor");
    assertThatThrownBy(
            () ->
                house.mailet(CarryOut.class, Map.of("processor", "delivery", "giveUpAfter", "0s")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("giveUpAfter");
  }
}
