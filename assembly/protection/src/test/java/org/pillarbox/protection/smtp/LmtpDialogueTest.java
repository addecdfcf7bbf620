package org.pillarbox.protection.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** LMTP, as a local program that delivers meets it. */
final class LmtpDialogueTest {
  private final Appliance appliance = Appliance.running();

  @Test
  void answersForEachRecipientAndDeliversThroughThePipeline() {
    long before = appliance.inbox("bob@example.org");
    try (Dialogue server = Dialogue.connect(appliance.port("lmtp"))) {
      assertThat(server.smtpReply()).startsWith("220");
      assertThat(server.smtp("LHLO localhost")).contains("SIZE").doesNotContain("AUTH");
      assertThat(server.smtp("MAIL FROM:<>")).startsWith("250");
      assertThat(server.smtp("RCPT TO:<info@example.org>")).startsWith("250");
      assertThat(server.smtp("RCPT TO:<nobody@example.org>")).startsWith("550 5.1.1");
      assertThat(server.smtp("RCPT TO:<carol@third.example>")).startsWith("550 5.7.1");
      assertThat(server.smtp("RCPT TO:<bob+two@example.org>")).startsWith("250");
      assertThat(server.smtp("DATA")).startsWith("354");
      server.send("Subject: two\r\n\r\nbody\r\n.\r\n");
      assertThat(server.smtpReply()).startsWith("250 2.0.0");
      assertThat(server.smtpReply()).startsWith("250 2.0.0");
      assertThat(server.smtp("QUIT")).startsWith("221");
    }
    // Both addresses lead to bob, through the alias that only the pipeline resolves.
    await().atMost(Duration.ofSeconds(20)).until(() -> appliance.inbox("bob@example.org") > before);
  }
}
