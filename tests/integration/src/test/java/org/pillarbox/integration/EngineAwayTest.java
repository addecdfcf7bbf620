package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An engine is away: dead, or alive and silent. Everybody is told within a bounded time, nothing is
 * refused for good, and it goes on by itself.
 */
@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineAwayTest {
  /** Shorter than any client's patience: RFC 5321 section 4.5.3.2 gives a server 5 minutes. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(15);

  private static final Duration BACK = Duration.ofMinutes(2);

  private final TestAppliance appliance;

  EngineAwayTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("away.reader");
    appliance.account("away.other");
    delivered("Before");
  }

  @Test
  void whileCassandraIsSilentMailIsPutOffAndTakenLater() throws Exception {
    Conversation imap = login();
    imap.send("b SELECT INBOX").until("b OK");
    signal("cassandra", "STOP");
    try {
      within(() -> assertPutOff("away.other"));
      within(() -> assertPutOff("nobody.has.asked.for"));
      within(this::assertImapSaysNo);
      assertUnavailable(imap, "c STATUS Elsewhere (MESSAGES)");
      assertUnavailable(imap, "d SELECT Elsewhere");
      imap.send("e APPEND Elsewhere {6}").until("+");
      assertThat(last(imap.send("A: b\r\n").until("e "))).startsWith("e NO [UNAVAILABLE]");
    } finally {
      signal("cassandra", "CONT");
      imap.close();
    }
    awaitDelivered("After the silence");
  }

  @Test
  void whileCassandraIsDeadMailIsPutOffAndTakenLater() throws Exception {
    signal("cassandra", "KILL");
    within(() -> assertPutOff("away.other"));
    within(() -> assertPutOff("nobody.has.asked.for"));
    awaitDelivered("After the death");
  }

  @Test
  void whileOpenSearchIsSilentNothingButSearchSuffers() throws Exception {
    signal("opensearch", "STOP");
    try {
      delivered("Unsearchable");
      appliance.submit(
          "away.other", "away.other@example.org", "away.reader@example.org", "Sent meanwhile");
      appliance.awaitSubject("away.reader", "INBOX", "Sent meanwhile");
      try (Conversation imap = login()) {
        String message = "Subject: Appended\r\n\r\ntext\r\n";
        imap.send("b APPEND INBOX {" + message.length() + "}").until("+");
        within(() -> assertThat(last(imap.send(message).until("b "))).startsWith("b OK"));
        imap.send("c SELECT INBOX").until("c OK");
        within(() -> assertThat(last(imap.send("d SEARCH UNSEEN").until("d "))).startsWith("d OK"));
        within(
            () ->
                assertThat(last(imap.send("e STORE 1 +FLAGS (\\Flagged)").until("e ")))
                    .startsWith("e OK"));
        within(
            () ->
                assertThat(last(imap.send("f SEARCH TEXT Unsearchable").until("f ")))
                    .startsWith("f NO [UNAVAILABLE]"));
      }
    } finally {
      signal("opensearch", "CONT");
    }
    try (Conversation imap = login()) {
      imap.send("b SELECT INBOX").until("b OK");
      Awaitility.await("what came meanwhile is found")
          .atMost(BACK)
          .until(
              () -> imap.send("c SEARCH SUBJECT Unsearchable").until("c "),
              lines -> lines.stream().anyMatch(line -> line.matches("\\* SEARCH \\d.*")));
    }
  }

  private void assertPutOff(String name) throws Exception {
    try (Conversation smtp = Conversation.plain(appliance.port(25))) {
      assertThat(smtp.reply()).startsWith("220");
      assertThat(smtp.ask("EHLO mx.elsewhere.example")).startsWith("250");
      assertThat(smtp.ask("MAIL FROM:<someone@elsewhere.example>")).startsWith("250");
      assertThat(smtp.ask("RCPT TO:<" + name + "@example.org>")).startsWith("451 4.3.0");
    }
  }

  private void assertImapSaysNo() throws Exception {
    try (Conversation imap = Conversation.tls(appliance.port(993), appliance.tls())) {
      imap.line();
      String login = last(imap.send(LOGIN).until("a "));
      if (login.startsWith("a OK")) {
        login = last(imap.send("b STATUS Elsewhere (MESSAGES)").until("b "));
      }
      assertThat(login).matches("[ab] NO \\[UNAVAILABLE\\] .*");
    }
  }

  /** Clients drop a password that was refused with a plain NO. */
  private void assertUnavailable(Conversation imap, String command) throws Exception {
    within(
        () ->
            assertThat(last(imap.send(command).until(command.substring(0, 2))))
                .as(command)
                .startsWith(command.charAt(0) + " NO [UNAVAILABLE]"));
  }

  private static final String LOGIN = "a LOGIN away.reader@example.org " + TestAppliance.PASSWORD;

  private Conversation login() throws Exception {
    Conversation imap = Conversation.tls(appliance.port(993), appliance.tls());
    imap.line();
    imap.send(LOGIN).until("a OK");
    return imap;
  }

  private void delivered(String subject) throws Exception {
    appliance.deliver("someone@elsewhere.example", "away.reader", subject);
    appliance.awaitSubject("away.reader", "INBOX", subject);
  }

  /** A sender that tries again, as senders do. */
  private void awaitDelivered(String subject) {
    Awaitility.await(subject)
        .atMost(BACK)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(appliance.deliver("someone@elsewhere.example", "away.reader", subject))
                    .startsWith("250"));
    // A recipient who is remembered gets 250 before the store is back: then IMAP is still away.
    Awaitility.await(subject + " is there")
        .atMost(BACK)
        .ignoreExceptions()
        .untilAsserted(() -> appliance.awaitSubject("away.reader", "INBOX", subject));
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  /** What must come to an end soon, whichever end. */
  private static void within(Step step) throws Exception {
    long begin = System.nanoTime();
    step.run();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD_WITHIN);
  }

  private interface Step {
    void run() throws Exception;
  }

  private void signal(String engine, String signal) throws Exception {
    String pid =
        Files.readString(appliance.data().resolve("run/" + engine + ".pid"))
            .strip()
            .split("\\s+", 2)[0];
    Process kill = new ProcessBuilder("kill", "-" + signal, pid).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS) && kill.exitValue() == 0)
        .as("kill -%s %s", signal, pid)
        .isTrue();
  }
}
