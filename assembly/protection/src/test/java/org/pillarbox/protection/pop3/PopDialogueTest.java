package org.pillarbox.protection.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Ports 110 and 995. */
final class PopDialogueTest {
  private final Appliance appliance = Appliance.running();

  @Test
  void offersAndTakesNoPasswordBeforeTlsOnPort110() {
    try (Dialogue server = Dialogue.connect(appliance.port("pop3"))) {
      assertThat(server.line()).startsWith("+OK");
      assertThat(server.askUntil("CAPA", ".")).contains("STLS").doesNotContain("USER");
      assertThat(server.ask("USER bob@example.org")).startsWith("-ERR");
      assertThat(server.ask("PASS " + Appliance.PASSWORD)).startsWith("-ERR");
      assertThat(server.ask("STLS")).startsWith("+OK");
      server.startTls();
      assertThat(server.askUntil("CAPA", ".")).contains("USER");
      assertThat(server.ask("USER bob@example.org")).startsWith("+OK");
      assertThat(server.ask("PASS " + Appliance.PASSWORD)).startsWith("+OK");
      assertThat(server.ask("STAT")).startsWith("+OK");
      assertThat(server.ask("QUIT")).startsWith("+OK");
    }
  }

  @Test
  void closesAfterTheThirdWrongPassword() {
    try (Dialogue server = Dialogue.connectTls(appliance.port("pop3s"))) {
      server.line();
      for (int i = 0; i < 3; i++) {
        assertThat(server.ask("USER bob@example.org")).startsWith("+OK");
        assertThat(server.ask("PASS wrong")).startsWith("-ERR [AUTH]");
      }
      assertThat(server.line()).isEmpty();
    }
  }
}
