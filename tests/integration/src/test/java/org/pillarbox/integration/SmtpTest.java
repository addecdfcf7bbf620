package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpTest {
  private final TestAppliance appliance;

  SmtpTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("smtp.reader");
    appliance.account("smtp.full");
  }

  @Test
  void mailFromAnotherServerArrivesInTheInbox() throws Exception {
    appliance.deliver("someone@elsewhere.example", "smtp.reader", "From outside");

    appliance.awaitSubject("smtp.reader", "INBOX", "From outside");
  }

  @Test
  void anUnknownLocalRecipientIsRefusedAtRcpt() throws Exception {
    try (Conversation smtp = appliance.smtp("MAIL FROM:<someone@elsewhere.example>")) {
      assertThat(smtp.ask("RCPT TO:<nobody.here@example.org>")).startsWith("550 5.1.1");
    }
  }

  @Test
  void aStrangerCanNotRelay() throws Exception {
    try (Conversation smtp = appliance.smtp("MAIL FROM:<someone@elsewhere.example>")) {
      assertThat(smtp.ask("RCPT TO:<victim@third.example>")).startsWith("550 5.7.1");
    }
  }

  @Test
  void aTaggedAddressReachesItsUser() throws Exception {
    appliance.deliver("someone@elsewhere.example", "smtp.reader+lists", "Tagged mail");

    appliance.awaitSubject("smtp.reader", "INBOX", "Tagged mail");
  }

  @Test
  void postmasterIsAcceptedInEveryDomain() throws Exception {
    try (Conversation smtp = appliance.smtp("MAIL FROM:<>")) {
      assertThat(smtp.ask("RCPT TO:<postmaster@example.org>")).startsWith("250");
    }
  }

  @Test
  void noPasswordIsTakenBeforeTls() throws Exception {
    for (int port : List.of(appliance.port(25), appliance.port(587))) {
      try (Conversation smtp = Conversation.plain(port)) {
        smtp.reply();
        smtp.send("EHLO client.example");
        assertThat(smtp.replyLines()).noneMatch(line -> line.contains("AUTH"));
        assertThat(smtp.ask("AUTH PLAIN AHNtdHAucmVhZGVyAHNlY3JldA=="))
            .matches("5(30|38|02|03|00).*");
      }
    }
  }

  @Test
  void aMailboxWithoutRoomIsRefusedAtRcpt() throws Exception {
    appliance.rest().put("/quota/users/smtp.full@example.org/count", "0");

    try (Conversation smtp = appliance.smtp("MAIL FROM:<someone@elsewhere.example>")) {
      assertThat(smtp.ask("RCPT TO:<smtp.full@example.org>")).startsWith("452 4.2.2");
    }
  }

  @Test
  void theIdOfThe250IsInTheReceivedHeader() throws Exception {
    String answer = appliance.deliver("someone@elsewhere.example", "smtp.reader", "With an id");
    String id =
        answer.replaceAll(".*(?:queued as|id=?|Message received:?) *<?([A-Za-z0-9.-]+)>?.*", "$1");

    assertThat(id).isNotEqualTo(answer);
    assertThat(appliance.awaitSubject("smtp.reader", "INBOX", "With an id").header("Received"))
        .contains(id);
  }
}
