package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionTest {
  private final TestAppliance appliance;

  SubmissionTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("alice");
    appliance.account("bob");
  }

  @Test
  void aUserSendsWithStartTls() throws Exception {
    appliance.submit("alice", "alice@example.org", "bob@example.org", "Over 587");

    appliance.awaitSubject("bob", "INBOX", "Over 587");
  }

  @Test
  void aUserSendsWithTlsFromTheStart() throws Exception {
    appliance.submitImplicitTls("alice", "alice@example.org", "bob@example.org", "Over 465");

    appliance.awaitSubject("bob", "INBOX", "Over 465");
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(
            () ->
                appliance.submitWithPassword(
                    "alice", "wrong", "alice@example.org", "bob@example.org", "x"))
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void aUserCanNotSendAsAnother() {
    assertThatThrownBy(
            () -> appliance.submit("alice", "bob@example.org", "bob@example.org", "Forged"))
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("5.7.1");
  }

  @Test
  void aGrantLetsAUserSendAsAnother() throws Exception {
    appliance.rest().put("/users/alice@example.org/send-as/bob@example.org", "");

    appliance.submit("alice", "bob@example.org", "alice@example.org", "On behalf of Bob");

    appliance.awaitSubject("alice", "INBOX", "On behalf of Bob");
    appliance.rest().delete("/users/alice@example.org/send-as/bob@example.org");
  }

  @Test
  void withoutLoginNothingIsSubmitted() throws Exception {
    try (Conversation smtp = Conversation.plain(appliance.port(587))) {
      smtp.reply();
      smtp.ask("EHLO client.example");
      assertThat(smtp.ask("STARTTLS")).startsWith("220");
      smtp.startTls(appliance.tls());
      smtp.ask("EHLO client.example");
      String sender = smtp.ask("MAIL FROM:<alice@example.org>");
      String recipient = smtp.ask("RCPT TO:<bob@example.org>");
      assertThat(sender + recipient).contains("530 5.7.0");
    }
  }
}
