package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Wrong passwords are counted over all protocols together, and an administrator sees and ends it.
 */
@ExtendWith(RunningAppliance.class)
class GuessingTest {
  private static final String SLOWED = "/logins/slowed";

  private final TestAppliance appliance;

  GuessingTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @Test
  void wrongPasswordsAreCountedOverAllProtocolsUntilAnAdministratorForgetsThem() throws Exception {
    appliance.account("guess.bob");
    long begin = System.nanoTime();
    try (Conversation imap = Conversation.tls(appliance.port(993), appliance.tls())) {
      imap.line();
      imap.send("a LOGIN guess.bob@example.org first").until("a NO");
    }
    try (Conversation pop = Conversation.tls(appliance.port(995), appliance.tls())) {
      pop.line();
      pop.send("USER guess.bob@example.org").line();
      assertThat(pop.send("PASS second").line()).startsWith("-ERR");
    }
    assertThat(System.nanoTime() - begin)
        .as("the second try waited two seconds")
        .isGreaterThan(2_000_000_000L);
    assertThat(appliance.rest().get(SLOWED))
        .contains("{\"who\":\"guess.bob@example.org\",\"wrongPasswords\":2,\"waitsSeconds\":");

    assertThat(appliance.rest().call("DELETE", SLOWED + "/guess.bob@example.org", "").statusCode())
        .isEqualTo(204);

    assertThat(appliance.rest().get(SLOWED)).doesNotContain("guess.bob");
    assertThat(appliance.rest().call("DELETE", SLOWED + "/guess.bob@example.org", "").statusCode())
        .isEqualTo(404);
    appliance.submission("guess.bob").close();
  }
}
