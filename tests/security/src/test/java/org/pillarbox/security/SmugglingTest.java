package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/**
 * A second message hidden in a first one behind what some server takes for the end of data (SMTP
 * smuggling, 2023) is never a message here, whichever way in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
  private static final List<String> ENDS =
      List.of(
          "\n.\n",
          "\n.\r\n",
          "\r\n.\n",
          "\r.\r",
          "\r.\n",
          "\n.\r",
          "\r\n.\r",
          "\r.\r\n",
          "\r\r\n.\r\r\n",
          "\r\n.\r\r\n",
          "\r\n\u0000.\r\n",
          "\r\n.\u0000\r\n",
          "\r\n. \r\n",
          "\r\n .\r\n",
          "\r\n..\r\n",
          "\n\n.\n\n",
          "\u000b.\u000b",
          "\u0085.\u0085");

  private final Appliance appliance = Appliance.running();
  private long before;

  @BeforeAll
  void count() {
    before = appliance.inbox("alice@example.org");
  }

  /** Once for all, as it is a wait for nothing. */
  @AfterAll
  void nothingWasSmuggled() {
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> appliance.inbox("alice@example.org") == before);
  }

  static Stream<Arguments> waysAndEnds() {
    return Stream.of("smtp", "submissions", "lmtp")
        .flatMap(way -> ENDS.stream().map(end -> Arguments.of(way, end)));
  }

  @ParameterizedTest
  @MethodSource("waysAndEnds")
  void whatIsHiddenBehindAFalseEndIsNoMessage(String way, String end) {
    try (Dialogue server = opened(way)) {
      server.smtp("MAIL FROM:<bob@example.org>");
      assertThat(server.smtp("RCPT TO:<bob@example.org>")).startsWith("250");
      assertThat(server.smtp("DATA")).startsWith("354");
      server.send(
          "From: bob@example.org\r\nSubject: outer\r\n\r\ntext"
              + end
              + "MAIL FROM:<bob@example.org>\r\nRCPT TO:<alice@example.org>\r\nDATA\r\n"
              + "From: bob@example.org\r\nSubject: smuggled\r\n\r\nhidden\r\n.\r\n");
      String answer = server.smtpReply();
      String afterwards = server.smtp("QUIT");

      assertThat(answer).as("one answer to the whole").matches("(?s)(250|5\\d\\d|421).*|");
      assertThat(afterwards)
          .as("nothing in the message was taken for a command")
          .doesNotContain("Recipient", "Sender")
          .matches("(?s)(221|421|5\\d\\d).*|");
    }
  }

  private Dialogue opened(String way) {
    Dialogue server =
        way.equals("submissions")
            ? Dialogue.connectTls(appliance.port(way))
            : Dialogue.connect(appliance.port(way));
    server.smtpReply();
    server.smtp((way.equals("lmtp") ? "LHLO" : "EHLO") + " client.example");
    if (way.equals("submissions")) {
      assertThat(server.smtp("AUTH PLAIN " + Dialogue.plain("bob@example.org", Appliance.PASSWORD)))
          .startsWith("235");
    }
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\r\n", "\u0000\r\n", "\n\r\n"})
  void aCommandWithAnotherEndThanCrlfIsNoCommand(String end) {
    try (Dialogue server = Dialogue.connect(appliance.port("smtp"))) {
      server.smtpReply();
      server.smtp("EHLO mx.elsewhere.example");
      server.send("MAIL FROM:<a@elsewhere.example>" + end);
      server.send("NOOP\r\n");

      assertThat(server.smtpReply()).startsWith("5");
      server.send("RCPT TO:<bob@example.org>\r\nQUIT\r\n");
      assertThat(server.until("221"))
          .as("there is no sender")
          .contains("503")
          .doesNotContain("2.1.5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BDAT 5 LAST", "BDAT 0", "TURN", "ETRN far.example", "EXPN everybody"})
  void whatIsNotAnnouncedIsNotDone(String command) {
    try (Dialogue server = Dialogue.connect(appliance.port("smtp"))) {
      server.smtpReply();
      String announced = server.smtp("EHLO mx.elsewhere.example");

      assertThat(announced).doesNotContain(command.substring(0, 4), "CHUNKING");
      assertThat(server.smtp(command)).startsWith("5");
    }
  }
}
