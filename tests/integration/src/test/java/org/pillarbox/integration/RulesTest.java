package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules as an administrator makes them and as senders meet them, on every way in. */
@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
  private static final String STRANGER = "stranger@elsewhere.example";

  /** Two recipients with opposite verdicts on the same content. */
  private static final String OPPOSITE =
      """
      rules:
        - id: not-for-ann
          when:
            all:
              - subject: {contains: [forbidden]}
              - recipient: {address: [rule.ann@example.org]}
          then:
            - refuse: {text: Ann does not want that}
      """;

  private final TestAppliance appliance;
  private final RuleCalls rules;

  RulesTest(TestAppliance appliance) {
    this.appliance = appliance;
    this.rules = new RuleCalls(appliance);
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("rule.ann");
    appliance.account("rule.bob");
  }

  @AfterEach
  void noRules() throws Exception {
    rules.apply("rules: []");
  }

  private static String message(String subject) {
    return "From: <"
        + STRANGER
        + ">\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nSubject: "
        + subject
        + "\r\n\r\nText\r\n.";
  }

  @Test
  void aBarredSenderIsRefusedInTheDialogueWithinTwoSeconds() throws Exception {
    appliance.rest().put("/bars/from/" + STRANGER + "?note=test", "");

    Awaitility.await("the bar bites")
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
                assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("550 5.7.1");
              }
            });
    assertThat(appliance.rest().get("/bars")).contains(STRANGER);

    try (Conversation smtp = appliance.smtp("MAIL FROM:<other@elsewhere.example>")) {
      assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
      smtp.ask("DATA");
      assertThat(smtp.ask(message("Barred by header"))).startsWith("550 5.7.1");
    }
    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      assertThat(smtp.ask("RCPT TO:<postmaster@example.org>")).startsWith("250");
    }

    appliance.rest().delete("/bars/from/" + STRANGER);
    appliance.deliver(STRANGER, "rule.ann", "No longer barred");
    appliance.awaitSubject("rule.ann", "INBOX", "No longer barred");
  }

  @Test
  void onPort25TheOthersGetItAndTheRefusedCopyIsHeld() throws Exception {
    rules.apply(OPPOSITE);

    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
      assertThat(smtp.ask("RCPT TO:<rule.bob@example.org>")).startsWith("250");
      smtp.ask("DATA");
      assertThat(smtp.ask(message("forbidden on 25"))).startsWith("250");
    }

    appliance.awaitSubject("rule.bob", "INBOX", "forbidden on 25");
    String held =
        Awaitility.await("the refused copy is held")
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> appliance.rest().get("/quarantine?recipient=rule.ann@example.org"),
                list -> list.contains("forbidden on 25"));
    assertThat(held).contains("not-for-ann").contains("Ann does not want that");
    assertThat(appliance.subjects("rule.ann", "INBOX")).doesNotContain("forbidden on 25");

    String id = held.replaceAll("(?s).*?\"id\" : \"([^\"]+)\".*", "$1");
    assertThat(appliance.rest().get("/quarantine/" + id)).contains("headers");
    assertThat(appliance.rest().call("POST", "/quarantine/" + id + "/release", "").statusCode())
        .isEqualTo(204);
    appliance.awaitSubject("rule.ann", "INBOX", "forbidden on 25");
  }

  @Test
  void onPort25AMessageThatAllRefuseIsRefused() throws Exception {
    rules.apply(OPPOSITE);

    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
      smtp.ask("DATA");
      assertThat(smtp.ask(message("forbidden for all"))).startsWith("550 5.7.1 Ann does not");
    }
  }

  @Test
  void aSubmissionIsRefusedWholeAndNamesRecipientAndRule() throws Exception {
    rules.apply(OPPOSITE);

    try (Conversation smtp = appliance.submission("rule.bob")) {
      smtp.ask("MAIL FROM:<rule.bob@example.org>");
      smtp.ask("RCPT TO:<rule.ann@example.org>");
      smtp.ask("RCPT TO:<rule.bob@example.org>");
      smtp.ask("DATA");
      String answer =
          smtp.ask(
              "From: <rule.bob@example.org>\r\nSubject: forbidden on 587\r\n"
                  + "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nText\r\n.");
      assertThat(answer)
          .startsWith("550 5.7.1")
          .contains("rule.ann@example.org")
          .contains("not-for-ann");
    }
  }

  @Test
  void lmtpAnswersEachRecipient() throws Exception {
    rules.apply(OPPOSITE);

    try (Conversation lmtp = Conversation.plain(appliance.port(24))) {
      lmtp.reply();
      lmtp.ask("LHLO program.example");
      lmtp.ask("MAIL FROM:<" + STRANGER + ">");
      assertThat(lmtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
      assertThat(lmtp.ask("RCPT TO:<rule.bob@example.org>")).startsWith("250");
      lmtp.ask("DATA");
      String first = lmtp.ask(message("forbidden by LMTP"));
      String second = lmtp.reply();
      assertThat(List.of(first.substring(0, 3), second.substring(0, 3)))
          .containsExactly("550", "250");
    }
    appliance.awaitSubject("rule.bob", "INBOX", "forbidden by LMTP");
  }

  @Test
  void anEarlierRuleOnContentExemptsFromALaterOneOnTheEnvelope() throws Exception {
    rules.apply(
        """
        rules:
          - id: password
            when: {subject: {contains: [open sesame]}}
            then: [stop]
          - id: stranger
            when: {sender: {address: [stranger@elsewhere.example]}}
            then: [refuse]
        """);

    appliance.deliver(STRANGER, "rule.ann", "open sesame");
    appliance.awaitSubject("rule.ann", "INBOX", "open sesame");
    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
      smtp.ask("DATA");
      assertThat(smtp.ask(message("let me in"))).startsWith("550 5.7.1");
    }
    assertThat(appliance.rest().get("/rules/moments")).contains("password");
  }

  @Test
  void insideOnlyClosesTheWaysOut() throws Exception {
    appliance.rest().put("/inside-only/rule.bob@example.org", "");

    try (Conversation smtp = appliance.submission("rule.bob")) {
      smtp.ask("MAIL FROM:<rule.bob@example.org>");
      assertThat(smtp.ask("RCPT TO:<someone@elsewhere.example>")).startsWith("550 5.7.1");
      assertThat(smtp.ask("RCPT TO:<rule.ann@example.org>")).startsWith("250");
    }

    appliance.rest().delete("/inside-only/rule.bob@example.org");
    try (Conversation smtp = appliance.submission("rule.bob")) {
      smtp.ask("MAIL FROM:<rule.bob@example.org>");
      assertThat(smtp.ask("RCPT TO:<someone@elsewhere.example>")).startsWith("250");
    }
  }

  @Test
  void aChangeNeedsTheVersionThatWasSeenAndABadOneChangesNothing() throws Exception {
    long before = rules.apply(OPPOSITE);

    assertThat(appliance.rest().call("PUT", "/rules", OPPOSITE).statusCode()).isEqualTo(428);
    assertThat(rules.put("rules: []", before - 1).statusCode()).isEqualTo(412);
    HttpResponse<String> bad =
        rules.put("rules:\n  - id: x\n    when: {nonsense: {}}\n    then: [refuse]\n", before);
    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(bad.body()).contains("/rules/0/when/nonsense").contains("\"line\":3");
    assertThat(rules.version()).isEqualTo(before);

    HttpResponse<String> dry = appliance.rest().call("PUT", "/rules?dry-run=true", "rules: []");
    assertThat(dry.body()).contains("- rule not-for-ann");
    assertThat(rules.version()).isEqualTo(before);
  }

  @Test
  void aVersionIsRolledBack() throws Exception {
    long first = rules.apply(OPPOSITE);
    long second = rules.apply("rules: []");

    HttpResponse<String> back =
        appliance
            .rest()
            .call(
                "POST",
                "/rules/versions/" + first + "/rollback?comment=back",
                "",
                "If-Match",
                "\"" + second + "\"");

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(appliance.rest().get("/rules")).contains("not-for-ann");
    assertThat(appliance.rest().get("/rules/versions")).contains("\"comment\" : \"back\"");
  }

  @Test
  void aVersionThatIsNotConfirmedIsTakenBack() throws Exception {
    long before = rules.version();
    HttpResponse<String> made =
        appliance
            .rest()
            .call("PUT", "/rules?confirm-within=5", OPPOSITE, "If-Match", "\"" + before + "\"");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);

    Awaitility.await("it is taken back")
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> assertThat(appliance.rest().get("/rules")).doesNotContain("not-for-ann"));
    assertThat(appliance.rest().get("/rules/versions?limit=1")).contains("not confirmed");
  }

  @Test
  void rulesThatAreOffAreNotAsked() throws Exception {
    rules.apply(OPPOSITE);
    appliance.rest().put("/rules/state", "off");
    try {
      appliance.deliver(STRANGER, "rule.ann", "forbidden but off");
      appliance.awaitSubject("rule.ann", "INBOX", "forbidden but off");
    } finally {
      appliance.rest().put("/rules/state", "on");
    }
  }

  @Test
  void aTestThatFailsKeepsASetFromGoingLive() throws Exception {
    String set =
        """
        rules:
          - id: checked
            when: {sender: {domain: [bad.example]}}
            then: [refuse]
            tests:
              - {name: good mail, sender: a@good.example, recipient: rule.ann@example.org, expect: yes}
        """;

    HttpResponse<String> refused = rules.put(set, rules.version());

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("good mail");
  }

  @Test
  void aMessageIsChangedForOneRecipientAndExplained() throws Exception {
    long version =
        rules.apply(
            """
            rules:
              - id: external
                when: {recipient: {address: [rule.ann@example.org]}}
                then: [{tag-subject: {text: "[External]"}}]
              - id: watched
                state: audit
                when: {subject: {contains: [lunch]}}
                then: [quarantine]
            """);

    String answer;
    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      smtp.ask("RCPT TO:<rule.ann@example.org>");
      smtp.ask("RCPT TO:<rule.bob@example.org>");
      smtp.ask("DATA");
      answer = smtp.ask(message("lunch"));
    }

    appliance.awaitSubject("rule.ann", "INBOX", "[External] lunch");
    assertThat(appliance.awaitSubject("rule.bob", "INBOX", "lunch").subject()).isEqualTo("lunch");
    String id = answer.replaceAll(".*?(Mail[0-9a-f-]+).*", "$1");
    String why = appliance.rest().get("/rules/explanations/" + id);
    assertThat(why)
        .contains("\"version\" : " + version)
        .contains("\"rule\" : \"external\"")
        .contains("\"effect\" : \"audited\"")
        .contains("rule.ann@example.org");
  }

  @Test
  void aDocumentIsLookedInto() throws Exception {
    rules.apply(
        """
        rules:
          - id: scripts
            when: {attachment-extension: {is: [js]}}
            then: [{quarantine: {reason: a script}}]
        """);

    appliance.deliver(
        STRANGER,
        "rule.ann",
        "From: <"
            + STRANGER
            + ">\r\nSubject: look at that\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\nContent-Type: text/plain\r\n\r\nText\r\n--b\r\nContent-Type:"
            + " application/octet-stream; name=\"run.js\"\r\n\r\nalert(1)\r\n--b--");

    Awaitility.await("it is held")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> appliance.rest().get("/quarantine?rule=scripts"),
            list -> list.contains("look at that"));
  }

  @Test
  void anAliasIsKnownAsGivenAndAsDeliveredTo() throws Exception {
    appliance
        .rest()
        .put("/address/aliases/rule.ann@example.org/sources/rule.alias@example.org", "");
    rules.apply(
        """
        rules:
          - id: given
            when: {recipient: {address: [rule.alias@example.org]}}
            then: [{tag-subject: {text: "[given]"}}]
          - id: delivered
            when: {delivered-to: {address: [rule.ann@example.org]}}
            then: [{tag-subject: {text: "[delivered]"}}]
          - id: not-given
            when: {recipient: {address: [rule.ann@example.org]}}
            then: [{tag-subject: {text: "[not given]"}}]
          - id: not-delivered
            when: {delivered-to: {address: [rule.alias@example.org]}}
            then: [{tag-subject: {text: "[not delivered]"}}]
        """);

    appliance.deliver(STRANGER, "rule.alias", "by the alias");

    assertThat(appliance.awaitSubject("rule.ann", "INBOX", "by the alias").subject())
        .isEqualTo("[delivered] [given] by the alias");
  }

  @Test
  void whatIsSaidOfASenderStandsUnderTheirMail() throws Exception {
    String attributes = "/users/rule.bob@example.org/attributes";
    appliance.rest().put(attributes, "{\"name\": \"Bob B.\", \"title\": \"Head of sales\"}");
    rules.apply(
        """
        rules:
          - id: signature
            when: {origin: {is: [submission]}}
            then: [{disclaimer: {text: "-- {sender.name}, {sender.title} {sender.phone}/"}}]
        """);

    appliance.submit("rule.bob", "rule.bob@example.org", "rule.ann@example.org", "with a title");

    assertThat(appliance.awaitSubject("rule.ann", "INBOX", "with a title").text())
        .contains("-- Bob B., Head of sales /");
    assertThat(appliance.rest().get(attributes))
        .isEqualTo("{\"name\":\"Bob B.\",\"title\":\"Head of sales\"}");
    assertThat(appliance.rest().call("PUT", attributes, "{\"Title\": \"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(appliance.rest().call("PUT", attributes, "[]").statusCode()).isEqualTo(400);
    appliance.rest().delete(attributes);
    assertThat(appliance.rest().get(attributes)).isEqualTo("{}");
    String nobody = "/users/rule.nobody@example.org/attributes";
    assertThat(appliance.rest().call("GET", nobody, "").statusCode()).isEqualTo(404);
  }

  @Test
  void whoGetsAnAccountAnewDoesNotInheritWhatWasSaid() throws Exception {
    appliance.account("rule.gone");
    String attributes = "/users/rule.gone@example.org/attributes";
    appliance.rest().put(attributes, "{\"title\": \"Director\"}");
    appliance.rest().delete("/users/rule.gone@example.org");
    appliance.account("rule.gone");

    assertThat(appliance.rest().get(attributes)).isEqualTo("{}");
  }

  @Test
  void theSchemaIsServed() throws Exception {
    assertThat(appliance.rest().get("/rules/schema"))
        .contains("json-schema.org/draft/2020-12", "attachment-macros", "strip-attachments");
  }
}
