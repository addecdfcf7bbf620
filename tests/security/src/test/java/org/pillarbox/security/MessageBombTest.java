package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/**
 * Messages made to exhaust whoever takes them apart: once within the bound, then 2, 10 and 100
 * times as much. Each is answered in time, and what got 250 is delivered.
 */
class MessageBombTest {
  private static final Duration IN_TIME = Duration.ofSeconds(10);
  private static final Duration DELIVERED = Duration.ofSeconds(60);
  private static final String PLAIN = "From: a@elsewhere.example\r\nSubject: bomb\r\n";

  private final Appliance appliance = Appliance.running();

  /**
   * A kind of message.
   *
   * @param name of the kind
   * @param within how many of it are within the bound; 0 where only time and size bound it
   * @param make a message with so many of it
   */
  record Bomb(String name, int within, IntFunction<String> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What DESIGN.md bounds. */
  static Stream<Bomb> bounded() {
    return Stream.of(
        new Bomb("depth", 19, MessageBombTest::nested),
        new Bomb("attached messages", 19, MessageBombTest::attachedMessages),
        new Bomb("parts", 900, MessageBombTest::parts),
        new Bomb("header lines", 1_900, n -> PLAIN + "X-A: b\r\n".repeat(n) + "\r\ntext\r\n"),
        new Bomb(
            "addresses",
            4_900,
            n -> PLAIN + "To: a@b.example" + ",a@b".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb(
            "hops",
            45,
            n -> "Received: by x; Mon, 23 Nov 2026 10:00:00 +0000\r\n".repeat(n) + PLAIN + "\r\n"));
  }

  /** What only time and size bound. */
  static Stream<Bomb> unbounded() {
    return Stream.of(
        new Bomb(
            "comments within comments",
            0,
            n -> "From: a@elsewhere.example " + "(".repeat(n) + ")".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb(
            "open comments",
            0,
            n -> "From: " + "(".repeat(n) + "\r\nTo: " + "<".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb("open quotes", 0, n -> "From: " + "\"".repeat(n) + "@x\r\n\r\ntext\r\n"),
        new Bomb(
            "groups", 0, n -> PLAIN + "To: " + "a:".repeat(n) + ";".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb(
            "encoded words",
            0,
            n -> "Subject: " + "=?utf-8?q?=C3=A4?= ".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb(
            "parameters",
            0,
            n -> PLAIN + "Content-Type: text/plain" + "; a=b".repeat(n) + "\r\n\r\ntext\r\n"),
        new Bomb(
            "continued parameters",
            0,
            n ->
                PLAIN
                    + "Content-Disposition: attachment"
                    + IntStream.range(0, n)
                        .mapToObj(i -> "; filename*" + i + "*=%41")
                        .reduce("", String::concat)
                    + "\r\n\r\ntext\r\n"),
        new Bomb(
            "long boundary",
            0,
            n ->
                PLAIN
                    + "Content-Type: multipart/mixed; boundary=\""
                    + "b".repeat(n)
                    + "\"\r\n\r\n--"
                    + "b".repeat(n)
                    + "\r\n\r\ntext\r\n"),
        new Bomb(
            "dashes",
            0,
            n ->
                PLAIN
                    + "Content-Type: multipart/mixed; boundary=\"-\"\r\n\r\n"
                    + "-".repeat(n)
                    + "\r\n"),
        new Bomb(
            "tags", 0, n -> PLAIN + "Content-Type: text/html\r\n\r\n" + "<b>".repeat(n) + "\r\n"),
        new Bomb(
            "open tags",
            0,
            n -> PLAIN + "Content-Type: text/html\r\n\r\n" + "<".repeat(n) + "\r\n"),
        new Bomb(
            "entities",
            0,
            n -> PLAIN + "Content-Type: text/html\r\n\r\n" + "&#".repeat(n) + "\r\n"),
        new Bomb(
            "message ids",
            0,
            n -> PLAIN + "References:" + " <a@b>".repeat(n) + "\r\n\r\ntext\r\n"));
  }

  private static String nested(int levels) {
    StringBuilder message = new StringBuilder(PLAIN);
    for (int i = 0; i < levels; i++) {
      message
          .append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    return message.append("\r\ntext\r\n").toString();
  }

  private static String attachedMessages(int levels) {
    return PLAIN + "Content-Type: message/rfc822\r\n\r\n".repeat(levels) + PLAIN + "\r\ntext\r\n";
  }

  private static String parts(int count) {
    return PLAIN
        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\nx\r\n".repeat(count)
        + "--b--\r\n";
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void whatIsWithinTheBoundIsDelivered(Bomb kind) {
    long before = appliance.inbox("bob@example.org");

    assertThat(sent(kind.make.apply(kind.within))).startsWith("250");

    awaitDelivered(before);
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void whatIsOverTheBoundIsRefusedHoweverMuchItIs(Bomb kind) {
    for (int times : new int[] {2, 10, 100}) {
      assertThat(sent(kind.make.apply(kind.within * times)))
          .as("%s times %d", kind, times)
          .matches("(554 5\\.[46]\\.|552 5\\.3\\.4).*");
    }
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void whateverElseSomebodyMakesUpIsAnsweredInTimeAndDeliveredIfTaken(Bomb kind) {
    for (int count : new int[] {100, 1_000, 10_000}) {
      long before = appliance.inbox("bob@example.org");
      String answer = sent(kind.make.apply(count));

      assertThat(answer).as("%s, %d of it", kind, count).matches("(250|55\\d) .*");
      if (answer.startsWith("250")) {
        awaitDelivered(before);
      }
    }
  }

  private void awaitDelivered(long before) {
    Awaitility.await()
        .atMost(DELIVERED)
        .until(() -> appliance.inbox("bob@example.org") == before + 1);
  }

  private String sent(String message) {
    long begin = System.nanoTime();
    try (Dialogue server = Dialogue.connect(appliance.port("smtp"))) {
      server.smtpReply();
      server.smtp("EHLO mx.elsewhere.example");
      server.smtp("MAIL FROM:<a@elsewhere.example>");
      assertThat(server.smtp("RCPT TO:<bob@example.org>")).startsWith("250");
      assertThat(server.smtp("DATA")).startsWith("354");
      server.send(message + ".\r\n");
      String answer = server.smtpReply();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
      return answer;
    }
  }
}
