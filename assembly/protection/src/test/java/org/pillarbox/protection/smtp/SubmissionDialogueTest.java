package org.pillarbox.protection.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Ports 587 and 465, as a mail program meets them. */
final class SubmissionDialogueTest {
  private static final String BOB = "bob@example.org";

  private final Appliance appliance = Appliance.running();
  private Dialogue server;

  @BeforeEach
  void connect() {
    server = Dialogue.connectTls(appliance.port("submissions"));
    assertThat(server.smtpReply()).startsWith("220");
    assertThat(server.smtp("EHLO laptop.example")).contains("AUTH PLAIN LOGIN");
  }

  @AfterEach
  void hangUp() {
    server.close();
  }

  @Test
  void offersAndTakesNoPasswordBeforeTlsOnPort587() {
    try (Dialogue plain = Dialogue.connect(appliance.port("submission"))) {
      plain.smtpReply();
      assertThat(plain.smtp("EHLO laptop.example")).contains("STARTTLS").doesNotContain("AUTH");
      assertThat(plain.smtp("AUTH PLAIN " + Dialogue.plain(BOB, Appliance.PASSWORD)))
          .startsWith("538 5.7.11");
      assertThat(plain.smtp("MAIL FROM:<bob@example.org>")).startsWith("530 5.7.0");
      assertThat(plain.smtp("STARTTLS")).startsWith("220");
      plain.startTls();
      assertThat(plain.smtp("EHLO laptop.example")).contains("AUTH PLAIN LOGIN");
      assertThat(plain.smtp("AUTH PLAIN " + Dialogue.plain(BOB, Appliance.PASSWORD)))
          .startsWith("235 2.7.0");
    }
  }

  @Test
  void wantsALoginBeforeMail() {
    assertThat(server.smtp("MAIL FROM:<bob@example.org>")).startsWith("530 5.7.0");
    assertThat(server.smtp("RCPT TO:<bob@example.org>")).startsWith("503");
  }

  @Test
  void takesALoginInTwoStepsOfEitherMechanism() {
    assertThat(server.smtp("AUTH LOGIN")).startsWith("334 VXNlcm5hbWU6");
    assertThat(server.smtp(base64(BOB))).startsWith("334 UGFzc3dvcmQ6");
    assertThat(server.smtp(base64(Appliance.PASSWORD))).startsWith("235");
    try (Dialogue other = Dialogue.connectTls(appliance.port("submissions"))) {
      other.smtpReply();
      other.smtp("EHLO laptop.example");
      assertThat(other.smtp("AUTH PLAIN")).startsWith("334");
      assertThat(other.smtp(Dialogue.plain(BOB, Appliance.PASSWORD))).startsWith("235");
    }
  }

  @Test
  void closesAfterTheThirdWrongPassword() {
    assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain(BOB, "wrong"))).startsWith("535 5.7.8");
    assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain("nobody@example.org", "wrong")))
        .startsWith("535 5.7.8");
    assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain(BOB, "wrong"))).startsWith("421 4.7.0");
    assertThat(server.smtpReply()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH PLAIN !!!", "AUTH PLAIN Ym9i"})
  void refusesALoginThatItCannotRead(String command) {
    assertThat(server.smtp(command)).startsWith("501");
  }

  @Test
  void letsNobodyLogInAsSomebodyElse() {
    String forAlice = base64("alice@example.org\0" + BOB + "\0" + Appliance.PASSWORD);
    assertThat(server.smtp("AUTH PLAIN " + forAlice)).startsWith("535 5.7.8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@example.org",
        "BOB@example.org",
        "bob+lists@example.org",
        "info@example.org",
        "sales@example.org",
        "any@caught.example",
        ""
      })
  void letsAUserSendAsAnAddressThatIsTheirsOrGranted(String sender) {
    login();
    assertThat(server.smtp("MAIL FROM:<" + sender + ">")).startsWith("250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.org",
        "everybody@example.org",
        "carol@elsewhere.example",
        "sales@example.org.evil.example"
      })
  void refusesAnEnvelopeSenderThatIsNotTheirs(String sender) {
    login();
    assertThat(server.smtp("MAIL FROM:<" + sender + ">")).startsWith("550 5.7.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: bob@example.org | 250",
        "From: \"alice@example.org\" <bob@example.org> | 250",
        "From: alice@example.org | 550 5.7.1",
        "From: bob@example.org, alice@example.org | 550 5.7.1",
        "From: us: bob@example.org, alice@example.org; | 550 5.7.1",
        "From: bob@example.org~Sender: alice@example.org | 550 5.7.1",
        "From: bob@example.org~From: alice@example.org | 550 5.7.1",
        "From: no address at all | 550 5.7.1"
      })
  void checksEveryAddressInFromAndSender(String header, String reply) {
    login();
    assertThat(server.smtp("MAIL FROM:<bob@example.org>")).startsWith("250");
    assertThat(server.smtp("RCPT TO:<alice@example.org>")).startsWith("250");
    assertThat(data(header.trim().replace("~", "\r\n") + "\r\nSubject: x\r\n\r\nbody\r\n"))
        .startsWith(reply.trim());
  }

  @Test
  void sendsToOtherDomainsAndRefusesUnknownAddressesOfOurs() {
    long before = appliance.outgoing();
    login();
    server.smtp("MAIL FROM:<bob@example.org>");
    assertThat(server.smtp("RCPT TO:<carol@third.example>")).startsWith("250");
    assertThat(server.smtp("RCPT TO:<nobody@example.org>")).startsWith("550 5.1.1");
    assertThat(data("From: bob@example.org\r\n\r\nhello\r\n")).startsWith("250 2.0.0");
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.outgoing() > before);
  }

  private void login() {
    assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain(BOB, Appliance.PASSWORD)))
        .startsWith("235");
  }

  private String data(String message) {
    assertThat(server.smtp("DATA")).startsWith("354");
    server.send(message + ".\r\n");
    return server.smtpReply();
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
