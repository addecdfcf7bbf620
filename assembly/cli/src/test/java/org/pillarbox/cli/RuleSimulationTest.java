package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules are tried: what is asked, and what is told of the answer. */
class RuleSimulationTest extends BeforeTheDoor {
  private static final String START = "POST /rules/simulations";
  private static final String AWAIT = "GET /tasks/t1/await?timeout=2s";
  private static final String DONE =
      """
      {"status":"completed","additionalInformation":{"type":"rules-simulation","report":{
       "messages":8000,"copies":9000,"complete":true,"oldest":"2026-11-22T10:00:00Z",
       "rules":[{"rule":"lunch","matched":14,"unknown":3,"acted":14,"audited":0,
         "samples":[{"id":"Mail1","recipient":"ann@example.org","at":"2026-11-23T09:00:00Z",
           "answer":"yes","handling":"quarantine by lunch",
           "when":{"what":"subject","parameters":{"contains":["lunch"]},"seen":"Lunch?","answer":"yes"}}],
         "unknowns":[]}],
       "different":14,
       "differences":[{"id":"Mail1","sender":"ada@there.example","recipient":"ann@example.org",
         "at":"2026-11-23T09:00:00Z","live":"delivered","draft":"quarantine by lunch"}]}}}
      """;

  private Path rules;

  @BeforeEach
  void write() throws Exception {
    rules =
        Files.writeString(
            data.resolve("rules.yaml"), "rules:\n  - {id: lunch, then: [quarantine]}\n");
  }

  @Test
  void a_file_that_is_not_there_is_named_with_the_reason() {
    assertThat(shell.run("rules", "apply", "-f", data.resolve("none.yaml").toString()))
        .isEqualTo(2);

    assertThat(shell.err()).contains("none.yaml can't be read: there is no such file");
  }

  @Test
  void past_mail_is_awaited_and_told_as_a_table() {
    door.reply(START, 201, "{\"taskId\":\"t1\"}")
        .reply(AWAIT, 408, "")
        .reply(AWAIT, 200, DONE)
        .reply("GET /tasks/t1", 200, DONE);

    assertThat(
            shell.run(
                "rules",
                "simulate",
                "-f",
                rules.toString(),
                "--user",
                "ann@example.org",
                "--since",
                "2026-11-22T00:00:00Z",
                "--limit",
                "9000",
                "--samples"))
        .isZero();

    assertThat(door.asked().get(0))
        .isEqualTo(
            START
                + " {\"book\":{\"rules\":[{\"id\":\"lunch\",\"then\":[\"quarantine\"]}]},"
                + "\"past\":{\"user\":\"ann@example.org\",\"since\":\"2026-11-22T00:00:00Z\","
                + "\"limit\":9000}}");
    assertThat(shell.err()).contains("9000 copies looked at");
    assertThat(shell.out())
        .contains("Looked at 9,000 copies of 8,000 messages since 2026-11-22T10:00:00Z.")
        .containsPattern("14 +3 +14 +0 +lunch")
        .contains("yes  subject {\"contains\":[\"lunch\"]}  saw: Lunch?")
        .contains("14 would be handled differently:")
        .contains("ada@there.example to ann@example.org: delivered -> quarantine by lunch")
        .contains("Unknown:");
  }

  @Test
  void for_scripts_there_is_json_and_nothing_else() {
    door.reply(START, 201, "{\"taskId\":\"t1\"}").reply(AWAIT, 200, DONE);

    assertThat(shell.run("rules", "simulate", "--version", "3", "--json")).isZero();

    assertThat(door.asked().get(0)).isEqualTo(START + " {\"version\":3,\"past\":{}}");
    assertThat(shell.out()).startsWith("{").contains("\"matched\" : 14");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void one_message_is_sent_with_its_envelope() throws Exception {
    Path message = Files.writeString(data.resolve("mail.eml"), "Subject: Lunch\r\n\r\n");
    door.reply(
        START,
        200,
        """
        {"recipients":[{"recipient":"ann@example.org","draft":"quarantine by lunch",
          "live":"delivered","different":true,
          "rules":[{"rule":"lunch","answer":"yes","effect":"applied",
            "when":{"what":"all","answer":"yes","nodes":[
              {"what":"subject","parameters":{"contains":["lunch"]},"seen":"Lunch","answer":"yes"}]}}]}]}
        """);

    assertThat(
            shell.run(
                "rules",
                "simulate",
                "--message",
                message.toString(),
                "--from",
                "ada@there.example",
                "--to",
                "ann@example.org"))
        .isZero();

    assertThat(door.asked())
        .containsExactly(
            START
                + " {\"message\":{\"base64\":\"U3ViamVjdDogTHVuY2gNCg0K\","
                + "\"from\":\"ada@there.example\",\"to\":[\"ann@example.org\"]}}");
    assertThat(shell.out())
        .contains("ann@example.org: quarantine by lunch")
        .contains("now: delivered")
        .contains("rule lunch: yes, applied")
        .contains("saw: Lunch");
  }

  @Test
  void what_is_wrong_with_a_file_is_told_with_its_line() throws Exception {
    Files.writeString(rules, "rules:\n  - {id: lunch\n  - ]");

    assertThat(shell.run("rules", "simulate", "-f", rules.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("rules.yaml: line");
    assertThat(door.asked()).isEmpty();
  }

  @Test
  void another_simulation_is_not_disturbed() {
    door.reply(START, 409, "{\"detail\":\"another simulation goes on\"}");

    assertThat(shell.run("rules", "simulate")).isEqualTo(ExitCode.EXISTS);
    assertThat(shell.err()).contains("Another simulation goes on");
  }

  @Test
  void a_dry_run_shows_what_it_would_do_to_the_mail_of_the_last_day() {
    door.reply("GET /rules", 200, "{\"version\":3}")
        .reply(
            "PUT /rules?dry-run=true",
            200,
            "{\"version\":3,\"diff\":\"+ rule lunch\",\"findings\":[],\"failed\":[]}")
        .reply(START, 201, "{\"taskId\":\"t1\"}")
        .reply(AWAIT, 200, DONE);

    assertThat(shell.run("rules", "apply", "-f", rules.toString(), "--dry-run")).isZero();

    assertThat(shell.out())
        .contains("+ rule lunch")
        .contains("On the mail of the last day:")
        .containsPattern("14 +3 +14 +0 +lunch")
        .contains("Nothing was changed");
  }
}
