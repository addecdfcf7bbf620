package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The two oldest wishes, and their taking back. */
class BarCommandTest extends BeforeTheDoor {
  @Test
  void as_a_sender_unless_something_else_is_said() {
    assertThat(shell.run("bar", "spam@example.com", "--note", "since March")).isZero();
    assertThat(door.asked()).containsExactly("PUT /bars/from/spam@example.com?note=since+March");
    assertThat(shell.out()).contains("spam@example.com is barred as sender.");
  }

  @Test
  void both_ways_and_for_some_only() {
    assertThat(shell.run("bar", "@example.com", "--from", "--to", "--for", "sales@example.org"))
        .isZero();
    assertThat(shell.run("unbar", "@example.com", "--to", "--for", "sales@example.org")).isZero();
    assertThat(door.asked())
        .containsExactly(
            "PUT /bars/from/@example.com?for=sales%40example.org",
            "PUT /bars/to/@example.com?for=sales%40example.org",
            "DELETE /bars/to/@example.com?for=sales%40example.org");
    assertThat(shell.out())
        .contains("@example.com is barred as destination for sales@example.org.");
  }

  @Test
  void a_networks_slash_is_no_step_of_the_path() {
    assertThat(shell.run("unbar", "192.0.2.0/24")).isZero();
    assertThat(door.asked()).containsExactly("DELETE /bars/from/192.0.2.0_24");
  }
}
