package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** A user who has logged in and means harm gets an answer, or the door, and harms nobody else. */
class ImapAbuseTest {
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  private final Appliance appliance = Appliance.running();

  static Stream<String> commands() {
    String numbers =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    return Stream.of(
        "FETCH 1:4294967295 (FLAGS)",
        "UID FETCH 4294967295:1 (FLAGS)",
        "UID FETCH " + numbers + " (FLAGS)",
        "UID FETCH " + "1:*,".repeat(10_000) + "1 (FLAGS)",
        "FETCH 0 (FLAGS)",
        "FETCH 18446744073709551616 (FLAGS)",
        "FETCH 1 (" + "BODY[] ".repeat(5_000) + ")",
        "FETCH 1 BODY[" + "1.".repeat(5_000) + "1]",
        "FETCH 1 BODY[HEADER.FIELDS (" + "X ".repeat(20_000) + ")]",
        "FETCH 1 BODY[]<4294967295.4294967295>",
        "SEARCH " + "NOT ".repeat(10_000) + "SEEN",
        "SEARCH " + "(".repeat(10_000) + "SEEN" + ")".repeat(10_000),
        "SEARCH " + "OR SEEN ".repeat(10_000) + "SEEN",
        "SEARCH " + "TEXT x ".repeat(2_000),
        "SEARCH LARGER 99999999999999999999",
        "SEARCH CHARSET " + "x".repeat(10_000) + " SEEN",
        "LIST \"\" \"" + "*%".repeat(5_000) + "\"",
        "LSUB \"\" \"" + "*a".repeat(20) + "b\"",
        "LIST \"" + "a.".repeat(5_000) + "\" \"*\"",
        "CREATE \"" + "a.".repeat(5_000) + "b\"",
        "CREATE \"../../../../etc/passwd\"",
        "STATUS INBOX (" + "MESSAGES ".repeat(10_000) + ")",
        "STORE 1:* +FLAGS (" + "kw ".repeat(20_000) + ")",
        "APPEND INBOX {99999999999999}",
        "APPEND INBOX {-1}",
        "APPEND INBOX \"99-Foo-9999 99:99:99 +9999\" {1}",
        "ENABLE " + "X ".repeat(20_000),
        "THREAD REFERENCES UTF-8 " + "(".repeat(5_000),
        "SETACL INBOX " + "x".repeat(50_000) + " lrs",
        "\u0000\u0001\u0002",
        "x".repeat(200_000));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aHostileCommandIsAnsweredAndTheNextUserServed(String command) {
    long begin = System.nanoTime();
    try (Dialogue server = loggedIn()) {
      server.send("z " + command + "\r\n");
      // What an APPEND would wait for.
      String answer = server.line();
      while (answer.startsWith("* ") && !answer.matches("\\* (BYE|BAD).*")) {
        answer = server.line();
      }
      assertThat(answer).matches("z (OK|NO|BAD).*|\\* BYE.*|\\* BAD.*|\\+.*|");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);

    try (Dialogue next = loggedIn()) {
      assertThat(next.askUntil("n NOOP", "n ")).contains("n OK");
    }
  }

  private Dialogue loggedIn() {
    Dialogue server = Dialogue.connectTls(appliance.port("imaps"));
    server.line();
    assertThat(server.askUntil("l LOGIN alice@example.org \"" + Appliance.PASSWORD + "\"", "l "))
        .contains("l OK");
    assertThat(server.askUntil("s SELECT INBOX", "s ")).contains("s OK");
    return server;
  }
}
