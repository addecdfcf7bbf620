package org.pillarbox.actions.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.actions.RecipientReports;
import org.pillarbox.actions.rules.House;
import org.pillarbox.actions.rules.Sent;
import org.pillarbox.rules.facts.Origin;

class RunScriptTest {
  private static final Username ANNA = Username.of("anna@ours.example");

  private final House house = new House();

  /** Runs a script on a mail as DeliverEach hands it over. */
  private MailImpl run(String script, MailImpl mail) throws Exception {
    house.scripts.put(ANNA, script);
    mail.setState("local-delivery");
    house.mailet(RunScript.class, Map.of()).service(mail);
    return mail;
  }

  private MailImpl run(String script) throws Exception {
    return run(script, House.mail(House.MESSAGE));
  }

  private static boolean isKept(Mail mail) {
    return mail.getState().equals("local-delivery") && folder(mail).isEmpty();
  }

  private static Optional<String> folder(Mail mail) {
    return StorageDirective.fromMail(ANNA, mail).getTargetFolder();
  }

  /** Every folder that gets a copy by itself, the mail's own among them. */
  private List<String> filed(Mail mail) {
    return java.util.stream.Stream.concat(
            house.processed.stream(), java.util.stream.Stream.of(mail))
        .filter(stored -> stored.getState().equals("filing"))
        .map(stored -> folder(stored).orElseThrow())
        .toList();
  }

  private List<String> sentTo() {
    return house.sent.all().stream()
        .flatMap(sending -> sending.mail().getRecipients().stream())
        .map(MailAddress::asString)
        .toList();
  }

  @Test
  void withoutScriptTheMailIsKept() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    mail.setState("local-delivery");
    house.mailet(RunScript.class, Map.of()).service(mail);

    assertThat(isKept(mail)).isTrue();
  }

  @Test
  void whatSaysNothingKeeps() throws Exception {
    assertThat(isKept(run("if false { discard; }"))).isTrue();
  }

  @Test
  void redirectAloneKeepsNothing() throws Exception {
    MailImpl mail = run("redirect \"out@elsewhere.example\";");

    assertThat(sentTo()).containsExactly("out@elsewhere.example");
    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
  }

  @Test
  void redirectAndKeepDoBoth() throws Exception {
    MailImpl mail = run("redirect \"out@elsewhere.example\"; keep;");

    assertThat(sentTo()).containsExactly("out@elsewhere.example");
    assertThat(isKept(mail)).isTrue();
  }

  @Test
  void aCopyThatIsRedirectedLeavesTheOther() throws Exception {
    assertThat(isKept(run("require \"copy\"; redirect :copy \"out@elsewhere.example\";"))).isTrue();
    assertThat(sentTo()).containsExactly("out@elsewhere.example");
  }

  @Test
  void aCopyTakesNothingBackThatWasSaidBefore() throws Exception {
    MailImpl mail = run("require \"copy\"; discard; redirect :copy \"out@elsewhere.example\";");

    assertThat(mail.getState()).isEqualTo(Mail.GHOST);
  }

  @Test
  void redirectAndFileIntoDoBoth() throws Exception {
    MailImpl mail =
        run("require \"fileinto\"; redirect \"out@elsewhere.example\"; fileinto \"Bills\";");

    assertThat(sentTo()).containsExactly("out@elsewhere.example");
    assertThat(filed(mail)).containsExactly("Bills");
  }

  @Test
  void everyFolderGetsItsCopy() throws Exception {
    MailImpl mail =
        run(
            "require \"fileinto\"; fileinto \"A\"; fileinto \"B/b\"; fileinto \"C\"; fileinto \"A\";");

    assertThat(filed(mail)).containsExactlyInAnyOrder("A", "B.b", "C");
    assertThat(isKept(mail)).isFalse();
  }

  @Test
  void fileIntoAndKeepDoBoth() throws Exception {
    MailImpl mail = run("require \"fileinto\"; fileinto \"Bills\"; keep;");

    assertThat(filed(mail)).containsExactly("Bills");
    assertThat(isKept(mail)).isTrue();
  }

  @Test
  void aCopyThatIsFiledLeavesTheOther() throws Exception {
    MailImpl mail = run("require [\"fileinto\", \"copy\"]; fileinto :copy \"Bills\";");

    assertThat(filed(mail)).containsExactly("Bills");
    assertThat(isKept(mail)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INBOX", "inbox", "/INBOX"})
  void theInboxAsAFolderIsToKeep(String inbox) throws Exception {
    MailImpl mail = run("require \"fileinto\"; keep; fileinto \"" + inbox + "\";");

    assertThat(filed(mail)).isEmpty();
    assertThat(isKept(mail)).isTrue();
  }

  @Test
  void discardKeepsNothing() throws Exception {
    assertThat(run("discard;").getState()).isEqualTo(Mail.GHOST);
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void discardDoesNotUndoKeep() throws Exception {
    assertThat(isKept(run("keep; discard;"))).isTrue();
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws Exception {
    String script =
        "require \"fileinto\"; fileinto \"A\"; redirect \"out@elsewhere.example\"; keep;";
    run(script);
    MailImpl again = run(script);

    assertThat(filed(again)).containsExactly("A");
    assertThat(sentTo()).hasSize(1);
    assertThat(isKept(again)).isTrue();
  }

  @Test
  void aFolderThatIsFullFailsBeforeAnythingIsSentOn() throws Exception {
    house.fullFolder = Optional.of(new MessagingException("full"));

    assertThatThrownBy(
            () ->
                run(
                    "require \"fileinto\"; redirect \"out@elsewhere.example\"; fileinto \"A\"; keep;"))
        .isInstanceOf(MessagingException.class);
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void aScriptThatCannotBeReadNowFailsTheDelivery() {
    house.trouble = Optional.of(new IllegalStateException("Timeout on blocking read"));

    assertThatThrownBy(() -> run("discard;")).hasMessageContaining("blocking read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is no script",
        "if header :contains \"subject\" { keep; }",
        "redirect \"no address\";",
        "require \"fileinto\"; fileinto \"a..b\";",
        "require \"fileinto\"; fileinto \"a%b\";",
        "require \"fileinto\"; fileinto \"\";",
        "require \"reject\"; keep; reject \"no\";",
        "require \"nosuchthing\"; discard;",
        "discard; copy;"
      })
  void aScriptThatFailsKeepsTheMailAndItsOwnerIsTold(String script) throws Exception {
    MailImpl mail = run(script);

    assertThat(isKept(mail)).isTrue();
    assertThat(sentTo()).containsExactly("anna@ours.example");
    MailImpl notice = house.sent.all().get(0).mail();
    assertThat(notice.getMaybeSender().isNullSender()).isTrue();
    assertThat(MailOrigin.of(notice)).contains(Origin.SYSTEM);
    assertThat(house.sent.all().get(0).text())
        .contains("Auto-Submitted: auto-generated", "could not be run", "mail-1");
  }

  @Test
  void theOwnerIsToldOnceADayAndNoScriptIsRunOnTheNotice() throws Exception {
    run("no script");
    house.done.clear();
    run("no script");
    assertThat(house.sent.all()).hasSize(1);

    MailImpl notice = house.sent.all().get(0).mail();
    run("discard;", notice);
    assertThat(isKept(notice)).isTrue();
  }

  @Test
  void whatFailsHalfWayHasDoneNothing() throws Exception {
    MailImpl mail = run("redirect \"out@elsewhere.example\"; redirect \"no address\"; discard;");

    assertThat(isKept(mail)).isTrue();
    assertThat(sentTo()).containsExactly("anna@ours.example");
  }

  @Test
  void redirectsAreBounded() throws Exception {
    MailImpl mail =
        run(
            IntStream.rangeClosed(1, 11)
                .mapToObj(number -> "redirect \"out" + number + "@elsewhere.example\";")
                .collect(Collectors.joining()));

    assertThat(isKept(mail)).isTrue();
    assertThat(house.sent.all().get(0).text())
        .contains("redirects to 11 addresses, 10 are allowed");
    assertThat(sentTo()).containsExactly("anna@ours.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna@ours.example", "ANNA@ours.example", "alias@ours.example"})
  void aRedirectToOneselfKeeps(String oneself) throws Exception {
    house.aliases.put("alias@ours.example", "alias:anna@ours.example");

    assertThat(isKept(run("redirect \"" + oneself + "\";"))).isTrue();
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void aRedirectToWhereItHasBeenKeeps() throws Exception {
    MailImpl mail =
        run(
            "redirect \"bob@ours.example\";",
            House.mail("Delivered-To: bob@ours.example\n" + House.MESSAGE));

    assertThat(isKept(mail)).isTrue();
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void whatWasSentOnTenTimesStays() throws Exception {
    String been =
        IntStream.rangeClosed(1, 10)
            .mapToObj(number -> "Delivered-To: station" + number + "@ours.example\n")
            .collect(Collectors.joining());

    assertThat(isKept(run("redirect \"out@elsewhere.example\";", House.mail(been + House.MESSAGE))))
        .isTrue();
    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void aRedirectSaysWhoSendsItOnAndForgetsTheDialogue() throws Exception {
    MailImpl mail = House.mail("Delivered-To: planted@elsewhere.example\n" + House.MESSAGE);
    mail.setAttribute(
        new org.apache.mailet.Attribute(
            Mail.SMTP_AUTH_USER, org.apache.mailet.AttributeValue.of("juergen@ours.example")));
    run("redirect \"out@elsewhere.example\";", mail);

    MailImpl sent = house.sent.all().get(0).mail();
    assertThat(MailOrigin.of(sent)).contains(Origin.REDIRECT);
    assertThat(sent.getMessage().getHeader("Delivered-To"))
        .containsExactly("anna@ours.example", "planted@elsewhere.example");
    assertThat(sent.getMaybeSender().asString()).isEqualTo("juergen@ours.example");
    assertThat(sent.getAttribute(Mail.SMTP_AUTH_USER)).isEmpty();
    assertThat(sent.getName()).isNotEqualTo(mail.getName());
    assertThat(Sent.text(sent)).contains("Grüße");
  }

  @Test
  void whatIsRejectedIsReported() throws Exception {
    MailImpl mail = run("require \"reject\"; reject \"Not you,\r\nJürgen\";");

    assertThat(mail.getState()).isEqualTo("bounces");
    assertThat(RecipientReports.of(mail).get(House.address("anna@ours.example")).reply())
        .isEqualTo("The recipient does not want it: Not you, Jürgen");
  }

  @Test
  void anAbsenceNoteGoesToEachSenderOnce() throws Exception {
    String script =
        "require \"vacation\"; vacation :days 3 :subject \"Away\" :from \"Anna A <x@y.example>\" \"Grüße\";";
    MailImpl mail = run(script);
    house.done.clear();
    run(script);

    assertThat(isKept(mail)).isTrue();
    assertThat(sentTo()).containsExactly("juergen@ours.example");
    MailImpl note = house.sent.all().get(0).mail();
    assertThat(note.getMaybeSender().isNullSender()).isTrue();
    assertThat(note.getMessage().getSubject()).isEqualTo("Away");
    assertThat(note.getMessage().getHeader("From")).containsExactly("Anna A <anna@ours.example>");
    assertThat(note.getMessage().getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(note.getMessage().getContent()).isEqualTo("Grüße");
  }

  @Test
  void anAbsenceNoteMayBeMime() throws Exception {
    run(
        "require \"vacation\"; vacation :mime text:\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<b>away</b>\r\n.\r\n;");

    assertThat(house.sent.all().get(0).text())
        .contains("Subject: Auto: Hello", "multipart/mixed", "text/html", "<b>away</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List-Id: <all.elsewhere.example>",
        "Auto-Submitted: auto-generated",
        "Precedence: bulk"
      })
  void noAbsenceNoteGoesToProgramsAndLists(String field) throws Exception {
    run("require \"vacation\"; vacation \"away\";", House.mail(field + "\n" + House.MESSAGE));

    assertThat(house.sent.all()).isEmpty();
  }

  @Test
  void noAbsenceNoteAnswersWhatWasNotWrittenToOneself() throws Exception {
    String toAll = House.MESSAGE.replace("To: anna@ours.example", "To: all@ours.example");
    run("require \"vacation\"; vacation \"away\";", House.mail(toAll));
    assertThat(house.sent.all()).isEmpty();

    house.done.clear();
    run(
        "require \"vacation\"; vacation :addresses \"all@ours.example\" \"away\";",
        House.mail(toAll));
    assertThat(sentTo()).containsExactly("juergen@ours.example");
  }

  @Test
  void noAbsenceNoteGoesToTheNullSender() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE);
    mail.setSender(MailAddress.nullSender());
    run("require \"vacation\"; vacation \"away\";", mail);

    assertThat(house.sent.all()).isEmpty();
    assertThat(isKept(mail)).isTrue();
  }

  @Test
  void manyRecipientsAtATimeAreNotServed() throws Exception {
    MailImpl mail = House.mail(House.MESSAGE, "anna@ours.example", "bob@ours.example");

    assertThatThrownBy(() -> run("keep;", mail)).hasMessageContaining("one recipient");
  }
}
