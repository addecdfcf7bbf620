package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginsCommandTest extends BeforeTheDoor {
  @Test
  void who_waits_is_listed() {
    door.reply(
        "GET /logins/slowed",
        200,
        "[{\"who\":\"ann@example.org\",\"wrongPasswords\":4,\"waitsSeconds\":15}]");

    assertThat(shell.run("logins", "slowed")).isZero();

    assertThat(shell.out()).contains("   4 wrong  waits 15 s  ann@example.org");
  }

  @Test
  void a_network_is_unblocked() {
    assertThat(shell.run("logins", "unblock", "192.0.2.0/24")).isZero();

    assertThat(door.asked()).containsExactly("DELETE /logins/slowed/192.0.2.0_24");
    assertThat(shell.out()).contains("192.0.2.0/24 may log in at once again.");
  }

  @Test
  void whoever_does_not_wait_is_not_found() {
    door.reply("DELETE /logins/slowed/ann@example.org", 404, "");

    assertThat(shell.run("logins", "unblock", "ann@example.org")).isEqualTo(4);
  }
}
