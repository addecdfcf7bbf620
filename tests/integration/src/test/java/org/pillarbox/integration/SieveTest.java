package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SieveTest {
  private final TestAppliance appliance;

  SieveTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("sieve.user");
    appliance.account("sieve.target");
  }

  @Test
  void aScriptPutOverManageSieveFilesMail() throws Exception {
    put(
        "sieve.user",
        "require \"fileinto\"; if header :contains \"subject\" \"invoice\" { fileinto \"Bills\"; }");

    appliance.deliver("someone@elsewhere.example", "sieve.user", "Your invoice of May");
    appliance.deliver("someone@elsewhere.example", "sieve.user", "Just a greeting");

    appliance.awaitSubject("sieve.user", "Bills", "Your invoice of May");
    appliance.awaitSubject("sieve.user", "INBOX", "Just a greeting");
    assertThat(appliance.subjects("sieve.user", "INBOX")).containsExactly("Just a greeting");
  }

  private void put(String user, String script) throws Exception {
    try (Conversation sieve = login(user)) {
      // A conversation makes one octet of each character.
      String octets = new String(script.getBytes(UTF_8), ISO_8859_1);
      isOk(
          sieve
              .send("PUTSCRIPT \"main\" {" + octets.length() + "+}\r\n" + octets)
              .until("OK", "NO"));
      isOk(sieve.send("SETACTIVE \"main\"").until("OK", "NO"));
    }
  }

  private static void isOk(List<String> answer) {
    assertThat(answer).last().asString().startsWith("OK");
  }

  private Conversation login(String user) throws Exception {
    Conversation sieve = Conversation.plain(appliance.port(4190));
    sieve.until("OK");
    sieve.send("STARTTLS").until("OK");
    sieve.startTls(appliance.tls());
    sieve.until("OK");
    String login =
        Base64.getEncoder()
            .encodeToString(
                ("\0" + user + "@example.org\0" + TestAppliance.PASSWORD).getBytes(UTF_8));
    isOk(sieve.send("AUTHENTICATE \"PLAIN\" \"" + login + "\"").until("OK", "NO"));
    return sieve;
  }

  /** A user with this script who gets one message of this subject. */
  private void deliver(String user, String script, String subject) throws Exception {
    appliance.account(user);
    put(user, script);
    appliance.deliver("someone@elsewhere.example", user, subject);
  }

  @Test
  void whatIsRedirectedAndKeptIsInBothPlaces() throws Exception {
    deliver("sieve.both", "redirect \"sieve.target@example.org\"; keep;", "For both");

    appliance.awaitSubject("sieve.both", "INBOX", "For both");
    appliance.awaitSubject("sieve.target", "INBOX", "For both");
  }

  @Test
  void aCopyThatIsRedirectedLeavesTheOther() throws Exception {
    deliver(
        "sieve.copy",
        "require \"copy\"; redirect :copy \"sieve.target@example.org\";",
        "With a copy");

    appliance.awaitSubject("sieve.copy", "INBOX", "With a copy");
    appliance.awaitSubject("sieve.target", "INBOX", "With a copy");
  }

  @Test
  void twoFoldersGetACopyEach() throws Exception {
    deliver(
        "sieve.folders",
        "require \"fileinto\"; fileinto \"One\"; fileinto \"Two.Größe\";",
        "For two folders");

    appliance.awaitSubject("sieve.folders", "One", "For two folders");
    appliance.awaitSubject("sieve.folders", "Two.Größe", "For two folders");
    assertThat(appliance.subjects("sieve.folders", "INBOX")).isEmpty();
  }

  @Test
  void whatIsFiledAndKeptIsInBothFolders() throws Exception {
    deliver("sieve.kept", "require \"fileinto\"; fileinto \"Seen\"; keep;", "Filed and kept");

    appliance.awaitSubject("sieve.kept", "Seen", "Filed and kept");
    appliance.awaitSubject("sieve.kept", "INBOX", "Filed and kept");
  }

  @Test
  void whatIsDiscardedIsNowhere() throws Exception {
    deliver("sieve.discard", "if header :contains \"subject\" \"junk\" { discard; }", "some junk");
    appliance.deliver("someone@elsewhere.example", "sieve.discard", "something else");

    appliance.awaitSubject("sieve.discard", "INBOX", "something else");
    assertThat(appliance.subjects("sieve.discard", "INBOX")).containsExactly("something else");
  }

  @Test
  void whoIsRejectedIsToldWhy() throws Exception {
    appliance.account("sieve.writer");
    appliance.account("sieve.reject");
    put("sieve.reject", "require \"reject\"; reject \"No more offers, please\";");

    appliance.submit(
        "sieve.writer", "sieve.writer@example.org", "sieve.reject@example.org", "An offer");

    TestAppliance.Seen report = appliance.awaitSubject("sieve.writer", "INBOX", "An offer");
    assertThat(report.text()).contains("No more offers, please", "sieve.reject@example.org");
    assertThat(appliance.subjects("sieve.reject", "INBOX")).isEmpty();
  }

  @Test
  void aScriptThatFailsKeepsTheMailAndTellsItsOwner() throws Exception {
    deliver("sieve.broken", "redirect \"nowhere\";", "Kept all the same");

    appliance.awaitSubject("sieve.broken", "INBOX", "Kept all the same");
    assertThat(appliance.awaitSubject("sieve.broken", "INBOX", "does not work").text())
        .contains("nowhere", "Kept all the same");
  }

  @Test
  void noPasswordIsTakenBeforeTls() throws Exception {
    try (Conversation sieve = Conversation.plain(appliance.port(4190))) {
      List<String> greeting = sieve.until("OK");
      assertThat(greeting).noneMatch(line -> line.contains("PLAIN"));
      assertThat(sieve.send("AUTHENTICATE \"PLAIN\" \"AGEAYg==\"").until("OK", "NO"))
          .last()
          .asString()
          .startsWith("NO");
    }
  }
}
