package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesTest {
  private static final String OUTSIDE = "someone@elsewhere.example";

  private final TestAppliance appliance;

  AddressesTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("addr.one");
    appliance.account("addr.two");
  }

  @Test
  void anAliasReachesItsUser() throws Exception {
    appliance
        .rest()
        .put("/address/aliases/addr.one@example.org/sources/addr.alias@example.org", "");

    appliance.deliver(OUTSIDE, "addr.alias", "To the alias");

    appliance.awaitSubject("addr.one", "INBOX", "To the alias");
  }

  @Test
  void aForwardReachesItsTargetAndKeepsACopyWhenAsked() throws Exception {
    appliance.account("addr.forwarder");
    appliance
        .rest()
        .put("/address/forwards/addr.forwarder@example.org/targets/addr.two@example.org", "");
    appliance
        .rest()
        .put("/address/forwards/addr.forwarder@example.org/targets/addr.forwarder@example.org", "");

    appliance.deliver(OUTSIDE, "addr.forwarder", "To be forwarded");

    appliance.awaitSubject("addr.two", "INBOX", "To be forwarded");
    appliance.awaitSubject("addr.forwarder", "INBOX", "To be forwarded");
  }

  @Test
  void aGroupReachesAllItsMembers() throws Exception {
    appliance.rest().put("/address/groups/addr.team@example.org/addr.one@example.org", "");
    appliance.rest().put("/address/groups/addr.team@example.org/addr.two@example.org", "");

    appliance.deliver(OUTSIDE, "addr.team", "To the team");

    appliance.awaitSubject("addr.one", "INBOX", "To the team");
    appliance.awaitSubject("addr.two", "INBOX", "To the team");
  }

  @Test
  void aTagOnAnAliasIsKeptOnTheWay() throws Exception {
    appliance.deliver(OUTSIDE, "addr.one+shop", "To a tag");

    appliance.awaitSubject("addr.one", "INBOX", "To a tag");
  }

  @Test
  void mailToTwoRecipientsArrivesOnceForEach() throws Exception {
    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + OUTSIDE + ">")) {
      smtp.ask("RCPT TO:<addr.one@example.org>");
      smtp.ask("RCPT TO:<addr.two@example.org>");
      smtp.ask("DATA");
      assertThat(smtp.ask("Subject: Once for each\r\n\r\nText\r\n.")).startsWith("250");
    }
    appliance.awaitSubject("addr.one", "INBOX", "Once for each");
    appliance.awaitSubject("addr.two", "INBOX", "Once for each");
    assertThat(appliance.subjects("addr.one", "INBOX")).containsOnlyOnce("Once for each");
  }
}
