package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LmtpTest {
  private final TestAppliance appliance;

  LmtpTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("lmtp.one");
    appliance.account("lmtp.two");
  }

  @Test
  void eachRecipientIsAnswered() throws Exception {
    try (Conversation lmtp = Conversation.plain(appliance.port(24))) {
      assertThat(lmtp.reply()).startsWith("220");
      assertThat(lmtp.ask("LHLO program.example")).startsWith("250");
      assertThat(lmtp.ask("MAIL FROM:<program@elsewhere.example>")).startsWith("250");
      assertThat(lmtp.ask("RCPT TO:<lmtp.one@example.org>")).startsWith("250");
      assertThat(lmtp.ask("RCPT TO:<nobody.here@example.org>")).startsWith("550 5.1.1");
      assertThat(lmtp.ask("RCPT TO:<lmtp.two@example.org>")).startsWith("250");
      assertThat(lmtp.ask("DATA")).startsWith("354");
      String first = lmtp.ask("Subject: By LMTP\r\n\r\nText\r\n.");
      String second = lmtp.reply();
      assertThat(List.of(first, second)).allMatch(answer -> answer.startsWith("250"));
    }
    appliance.awaitSubject("lmtp.one", "INBOX", "By LMTP");
    appliance.awaitSubject("lmtp.two", "INBOX", "By LMTP");
  }
}
