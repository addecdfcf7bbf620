package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a rule did is undone as far as it can be, and the rest is told. */
class RuleUndoTest extends BeforeTheDoor {
  private static final String UNDO =
      "POST /quarantine/undo/no-macros?since=2026-11-23T10%3A00%3A00Z";

  private void undo() {
    assertThat(shell.run("rules", "undo", "no-macros", "--since", "2026-11-23T10:00:00Z")).isZero();
  }

  @Test
  void what_was_released_and_what_was_refused_is_told() {
    door.reply(
        UNDO,
        200,
        """
        {"released":[{"sender":"ada@there.example","recipients":["ann@example.org"],
           "subject":"The plan"}],
         "refused":[{"explanation":"rcpt-1","at":"2026-11-23T10:01:00Z","moment":"rcpt",
           "sender":"","recipient":"ann@example.org","decision":"refused by rule no-macros"}],
         "complete":false}
        """);

    undo();

    assertThat(shell.out())
        .contains("ada@there.example to ann@example.org: The plan", "1 released.")
        .contains("2026-11-23T10:01:00Z  <> to ann@example.org  (rcpt-1)")
        .contains("1 refused; there may be more");
  }

  @Test
  void a_rule_that_refused_nothing_has_no_list() {
    door.reply(UNDO, 200, "{\"released\":[],\"refused\":[],\"complete\":true}");

    undo();

    assertThat(shell.out()).contains("0 released.").doesNotContain("efused");
  }
}
