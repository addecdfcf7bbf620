package org.pillarbox.protection.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Port 25, as another server meets it. */
final class MxDialogueTest {
  private static final String MESSAGE =
      "From: carol@elsewhere.example\r\nSubject: hello\r\n\r\nbody\r\n";

  private final Appliance appliance = Appliance.running();
  private Dialogue server;

  @BeforeEach
  void connect() {
    server = Dialogue.connect(appliance.port("smtp"));
    assertThat(server.smtpReply()).startsWith("220 mail.example.org ESMTP");
    assertThat(server.smtp("EHLO elsewhere.example")).contains("250");
  }

  @AfterEach
  void hangUp() {
    appliance.diskFull(false);
    server.close();
  }

  @Test
  void announcesStartTlsAndTheSizeAndNeitherAuthNorSmtpUtf8() {
    String features = server.smtp("EHLO elsewhere.example");
    assertThat(features)
        .contains("STARTTLS")
        .contains("SIZE " + Appliance.MESSAGE_KIB * 1024)
        .contains("8BITMIME")
        .doesNotContain("AUTH")
        .doesNotContain("SMTPUTF8");
    assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain("bob@example.org", Appliance.PASSWORD)))
        .startsWith("500");
  }

  @Test
  void takesMailForAUserAndAnswersWithTheIdThatReceivedCarries() {
    long before = appliance.inbox("bob@example.org");
    envelope("bob@example.org");
    assertThat(data(MESSAGE)).matches("250 2\\.0\\.0 Ok: queued as \\S+");
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.inbox("bob@example.org") > before);
  }

  @Test
  void takesMailAfterStartTls() {
    assertThat(server.smtp("STARTTLS")).startsWith("220");
    server.startTls();
    assertThat(server.smtp("EHLO elsewhere.example"))
        .doesNotContain("STARTTLS")
        .doesNotContain("AUTH");
    envelope("bob@example.org");
    assertThat(data(MESSAGE)).startsWith("250 2.0.0");
  }

  @Test
  void cutsOffWhoSpeaksOnBeforeTlsIsThere() {
    server.send("STARTTLS\r\nMAIL FROM:<injected@elsewhere.example>\r\n");
    assertThat(server.smtpReply()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@example.org",
        "BOB@Example.ORG",
        "bob+anything@example.org",
        "info@example.org",
        "info+tag@example.org",
        "everybody@example.org",
        "alice@example.org",
        "whoever@caught.example",
        "own@caught.example"
      })
  void takesEveryKindOfLocalAddress(String recipient) {
    server.smtp("MAIL FROM:<carol@elsewhere.example>");
    assertThat(server.smtp("RCPT TO:<" + recipient + ">")).startsWith("250 2.1.5");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody@example.org, 550 5.1.1",
    "nobody+bob@example.org, 550 5.1.1",
    "left@example.org, 550 5.1.1",
    "carol@third.example, 550 5.7.1",
    "bob%example.org@third.example, 550 5.7.1",
    "full@example.org, 452 4.2.2",
    "packed@example.org, 452 4.2.2"
  })
  void refusesDuringTheDialogue(String recipient, String reply) {
    server.smtp("MAIL FROM:<carol@elsewhere.example>");
    assertThat(server.smtp("RCPT TO:<" + recipient + ">")).startsWith(reply);
    assertThat(server.smtp("DATA")).startsWith("503");
  }

  @Test
  void deliversACatchAllToItsTargetAndNotWhatAUserOfThatDomainHas() {
    envelope("own@caught.example");
    assertThat(data(MESSAGE)).startsWith("250");
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.inbox("own@caught.example") > 0);
    assertThat(appliance.inbox("catcher@example.org")).isZero();
  }

  @Test
  void relaysForARelayNetworkOnlyWithASenderOfItsOwn() {
    long before = appliance.outgoing();
    server.smtp("MAIL FROM:<printer@example.org>");
    assertThat(server.smtp("RCPT TO:<carol@third.example>")).startsWith("250");
    assertThat(data("From: boss@example.org\r\n\r\nforged\r\n")).startsWith("550 5.7.1");
    server.smtp("MAIL FROM:<printer@example.org>");
    assertThat(server.smtp("RCPT TO:<carol@third.example>")).startsWith("250");
    assertThat(data("From: printer@example.org\r\n\r\nscan\r\n")).startsWith("250");
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.outgoing() > before);
  }

  @Test
  void refusesTheAnnouncedAndTheRealSize() {
    assertThat(server.smtp("MAIL FROM:<carol@elsewhere.example> SIZE=99999999999"))
        .startsWith("552 5.3.4");
    envelope("bob@example.org");
    String line = "x".repeat(998) + "\r\n";
    assertThat(data("Subject: big\r\n\r\n" + line.repeat(Appliance.MESSAGE_KIB + 20)))
        .startsWith("552 5.3.4");
    assertThat(server.smtp("NOOP")).startsWith("250");
  }

  @Test
  void takesALineLongerThanAnyFrameWhole() {
    long before = appliance.inbox("bob@example.org");
    envelope("bob@example.org");
    assertThat(data("Subject: long\r\n\r\n" + "y".repeat(60_000) + "\r\n")).startsWith("250");
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.inbox("bob@example.org") > before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one\ntwo\r\n",
        "one\rtwo\r\n",
        "one\r\n.\nMAIL FROM:<smuggled@elsewhere.example>\r\n"
      })
  void refusesALineEndThatIsNone(String body) {
    envelope("bob@example.org");
    assertThat(server.smtp("DATA")).startsWith("354");
    server.send("Subject: smuggler\r\n\r\n" + body + ".\r\n");
    assertThat(server.smtpReply()).startsWith("554 5.6.0");
  }

  @Test
  void refusesABareLineFeedAfterACommand() {
    server.send("NOOP\n");
    assertThat(server.smtpReply()).startsWith("500 5.5.2");
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL FROM:<carol@elsewhere.example> FROBNICATE=1, 555",
    "MAIL FROM:<carol@elsewhere.example> SMTPUTF8, 555",
    "MAIL FROM:<carol@elsewhere.example> BODY=BINARYMIME, 501",
    "MAIL FROM:<carol@elsewhere.example> SIZE=x, 501",
    "MAIL FROM:<k\u00e4te@elsewhere.example>, 553 5.6.7"
  })
  void refusesWhatItDoesNotUnderstandAboutTheSender(String command, String reply) {
    assertThat(server.smtp(command)).startsWith(reply);
  }

  @Test
  void refusesAnAddressOfFiveKilobytesAndALineOfTwenty() {
    assertThat(server.smtp("MAIL FROM:<" + "a".repeat(5_000) + "@elsewhere.example>"))
        .startsWith("501 5.1.3");
    assertThat(server.smtp("MAIL FROM:<" + "a".repeat(20_000) + "@elsewhere.example>"))
        .startsWith("500 5.5.2");
    assertThat(server.smtp("NOOP")).startsWith("250");
  }

  @Test
  void refusesBeforeDataWhileTheDiskIsFull() {
    appliance.diskFull(true);
    assertThat(server.smtp("MAIL FROM:<carol@elsewhere.example>")).startsWith("452 4.3.1");
    appliance.diskFull(false);
    envelope("bob@example.org");
    appliance.diskFull(true);
    assertThat(server.smtp("DATA")).startsWith("452 4.3.1");
  }

  @Test
  void takesFiveHundredRecipientsAndAsksToSendTheRestLater() {
    server.smtp("MAIL FROM:<carol@elsewhere.example>");
    for (int i = 0; i < 500; i++) {
      assertThat(server.smtp("RCPT TO:<bob+" + i + "@example.org>")).startsWith("250");
    }
    assertThat(server.smtp("RCPT TO:<bob+500@example.org>")).startsWith("452 4.5.3");
  }

  @Test
  void refusesAMessageThatIsNestedTooDeepBeforeTakingIt() {
    StringBuilder message = new StringBuilder("Subject: doll\r\n");
    for (int level = 0; level < 30; level++) {
      message
          .append("Content-Type: multipart/mixed; boundary=b")
          .append(level)
          .append("\r\n\r\n--b")
          .append(level)
          .append("\r\n");
    }
    envelope("bob@example.org");
    assertThat(data(message.append("\r\ninside\r\n").toString())).startsWith("554 5.6.0");
  }

  @Test
  void refusesAMessageThatGoesRoundInCircles() {
    envelope("bob@example.org");
    assertThat(
            data("Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\r\n".repeat(60) + MESSAGE))
        .startsWith("554 5.4.6");
  }

  @Test
  void keepsDotsThatBeginALine() {
    envelope("bob@example.org");
    assertThat(data("Subject: dots\r\n\r\n..\r\n...\r\n")).startsWith("250");
  }

  @Test
  void closesASessionThatOnlyErrs() {
    String last = "";
    for (int i = 0; i < 30 && !last.startsWith("421"); i++) {
      last = server.smtp("FROBNICATE");
    }
    assertThat(last).startsWith("421 4.7.0");
    assertThat(server.smtpReply()).isEmpty();
  }

  @Test
  void closesASessionThatOnlyChatters() {
    String last = "";
    int said = 0;
    while (said < 150 && !last.startsWith("421")) {
      last = server.smtp("NOOP");
      said++;
    }
    assertThat(last).startsWith("421 4.7.0");
    assertThat(said).isBetween(95, 105);
  }

  private void envelope(String recipient) {
    assertThat(server.smtp("MAIL FROM:<carol@elsewhere.example>")).startsWith("250");
    assertThat(server.smtp("RCPT TO:<" + recipient + ">")).startsWith("250");
  }

  private String data(String message) {
    assertThat(server.smtp("DATA")).startsWith("354");
    server.send(message + ".\r\n");
    return server.smtpReply();
  }
}
