package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/**
 * What came in clear together with the command that opens TLS is never carried out inside it
 * (CVE-2011-0411 and its many followers), and nothing that the server knew in clear holds.
 */
class StartTlsInjectionTest {
  private final Appliance appliance = Appliance.running();

  static Stream<Arguments> protocols() {
    return Stream.of(
        Arguments.of("smtp", "STARTTLS\r\n", "NOOP\r\n", "EHLO b.example", "250-"),
        Arguments.of("submission", "STARTTLS\r\n", "NOOP\r\n", "EHLO b.example", "250-"),
        Arguments.of("imap", "a STARTTLS\r\n", "b NOOP\r\n", "c CAPABILITY", "* CAPABILITY"),
        Arguments.of("pop3", "STLS\r\n", "NOOP\r\n", "CAPA", "+OK"),
        Arguments.of("managesieve", "STARTTLS\r\n", "NOOP\r\n", "CAPABILITY", "\""));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void whatIsInjectedInClearIsNotAnsweredInsideTls(
      String port, String startTls, String injected, String next, String answered) {
    try (Dialogue server = Dialogue.connect(appliance.port(port))) {
      greeting(server, port);
      server.send(startTls + injected);
      String answer = server.line();
      if (answer.isEmpty()) {
        return;
      }
      try {
        server.startTls();
      } catch (RuntimeException e) {
        assertThat(e).as("the server has hung up").isNotNull();
        return;
      }
      if (port.equals("managesieve")) {
        // It tells its capabilities again.
        greeting(server, port);
      }
      String first = server.ask(next);

      assertThat(first)
          .as("either it is over, or the first answer is to the first words inside")
          .matches(found -> found.isEmpty() || found.startsWith(answered));
    }
  }

  private static void greeting(Dialogue server, String port) {
    switch (port) {
      case "managesieve" -> server.until("OK");
      case "imap", "pop3" -> server.line();
      default -> {
        server.smtpReply();
        server.smtp("EHLO a.example");
      }
    }
  }
}
