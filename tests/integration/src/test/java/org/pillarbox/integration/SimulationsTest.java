package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drafts of rules, tried on mail that has passed. */
@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationsTest {
  private static final String STRANGER = "stranger@elsewhere.example";

  private final TestAppliance appliance;
  private final RuleCalls rules;

  SimulationsTest(TestAppliance appliance) {
    this.appliance = appliance;
    this.rules = new RuleCalls(appliance);
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("trial.ann");
    appliance.account("trial.bob");
  }

  @AfterEach
  void noRules() throws Exception {
    rules.apply("rules: []");
  }

  @Test
  void aDraftIsTriedOnPastMailAndOnOneMessageAndNothingComesOfIt() throws Exception {
    // No rule asks for anything: a draft can be tried all the same.
    long version = rules.version();
    String draft =
        """
        {"id": "draft", "when": {"all": [{"subject": {"contains": ["tried"]}},
          {"recipient": {"address": ["trial.ann@example.org"]}}]}, "then": ["quarantine"]}
        """;
    try (Conversation smtp = appliance.smtp("MAIL FROM:<" + STRANGER + ">")) {
      smtp.ask("RCPT TO:<trial.ann@example.org>");
      smtp.ask("RCPT TO:<trial.bob@example.org>");
      smtp.ask("DATA");
      smtp.ask("From: <" + STRANGER + ">\r\nSubject: tried once\r\n\r\nText\r\n.");
    }
    appliance.awaitSubject("trial.ann", "INBOX", "tried once");
    appliance.awaitSubject("trial.bob", "INBOX", "tried once");

    Awaitility.await("the facts are kept")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(
                      rules.simulated(
                          "{\"rule\":" + draft + ",\"past\":{\"domain\":\"elsewhere.example\"}}"))
                  .contains("\"complete\":true")
                  .contains("\"rule\":\"draft\",\"matched\":1,\"unknown\":")
                  .contains("quarantine by draft")
                  .contains("tried once");
            });

    HttpResponse<String> one =
        appliance
            .rest()
            .call(
                "POST",
                "/rules/simulations",
                "{\"rule\":"
                    + draft
                    + ",\"message\":{\"text\":\"Subject: tried again\\n\\nText\","
                    + "\"from\":\"stranger@elsewhere.example\",\"client\":\"192.0.2.7\","
                    + "\"to\":[\"trial.ann@example.org\",\"trial.bob@example.org\"]}}");
    assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
    assertThat(one.body())
        .contains("\"draft\" : \"quarantine by draft\"")
        .contains("\"draft\" : \"delivered\"");

    HttpResponse<String> bad =
        appliance
            .rest()
            .call(
                "POST",
                "/rules/simulations",
                "{\"rule\":{\"id\":\"x\",\"when\":{\"nonsense\":{}},\"then\":[\"refuse\"]}}");
    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(bad.body()).contains("/rule/when/nonsense");

    assertThat(rules.version()).isEqualTo(version);
    assertThat(appliance.rest().get("/quarantine")).doesNotContain("tried");
  }

  @Test
  void whomWeWroteToIsKnownAlsoOfMailThatCameBeforeAnyRuleAsked() throws Exception {
    String friend = "friend@known.example";
    appliance.submit("trial.bob", "trial.bob@example.org", friend, "first contact");
    appliance.deliver(friend, "trial.bob", "an answer");
    appliance.deliver("foe@known.example", "trial.bob", "no answer");
    appliance.awaitSubject("trial.bob", "INBOX", "an answer");
    appliance.awaitSubject("trial.bob", "INBOX", "no answer");

    String strangers =
        """
        {"id": "strangers", "when": {"all": [{"sender": {"domain": ["known.example"]}},
          {"not": {"known-correspondent": {}}}]}, "then": ["quarantine"]}
        """;
    Awaitility.await("the facts are kept")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(
                      rules.simulated(
                          "{\"rule\":" + strangers + ",\"past\":{\"domain\":\"known.example\"}}"))
                  .contains("\"rule\":\"strangers\",\"matched\":1,\"unknown\":0")
                  .contains("foe@known.example");
            });

    rules.apply("{\"rules\": [" + strangers + "]}");
    appliance.deliver(friend, "trial.bob", "another answer");
    appliance.deliver("foe@known.example", "trial.bob", "held back");
    appliance.awaitSubject("trial.bob", "INBOX", "another answer");
    Awaitility.await("the stranger's is held")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(appliance.rest().get("/quarantine")).contains("held back"));
    assertThat(appliance.subjects("trial.bob", "INBOX")).doesNotContain("held back");
  }

  @Test
  void aDraftIsTriedOnWhatLiesInAFolderAndHasNoEffectAtAll() throws Exception {
    appliance.account("rule.store");
    appliance.account("rule.told");
    appliance.deliver(STRANGER, "rule.store", "stored once");
    appliance.deliver(STRANGER, "rule.store", "stored twice");
    Awaitility.await("both are there, and nobody has read them")
        .atMost(Duration.ofSeconds(20))
        .until(() -> appliance.unseen("rule.store", "INBOX") == 2);
    String quarantine = appliance.rest().get("/quarantine");
    String suspended = appliance.rest().get("/suspensions");
    String live = appliance.rest().get("/rules");
    String draft =
        """
        "rule": {"id": "draft", "when": {"body": {"contains": ["Text of stored"]}}, "then": [
          {"suspend": {}}, {"notify": {"to": ["rule.told@example.org"]}},
          {"copy": {"to": ["rule.told@example.org"]}},
          {"redirect": {"to": ["rule.told@example.org"]}}, "quarantine", "refuse"]}
        """;

    String found =
        rules.simulated("{" + draft + ",\"stored\":{\"user\":\"rule.store@example.org\"}}");
    assertThat(found)
        .contains("\"complete\":true", "\"rule\":\"draft\",\"matched\":2", "\"INBOX/1\"");
    assertThat(
            rules.simulated(
                "{"
                    + draft
                    + ",\"stored\":{\"user\":\"rule.store@example.org\",\"words\":\"TWICE\"}}"))
        .contains("\"rule\":\"draft\",\"matched\":1");
    rules.simulated("{" + draft + ",\"past\":{\"words\":\"stored\"}}");
    assertThat(
            appliance
                .rest()
                .call(
                    "POST",
                    "/rules/simulations",
                    "{" + draft + ",\"stored\":{\"user\":\"rule.nobody@example.org\"}}")
                .statusCode())
        .isEqualTo(400);

    // What a simulation sent would be there before what is sent now.
    appliance.deliver(STRANGER, "rule.told", "after the simulations");
    appliance.awaitSubject("rule.told", "INBOX", "after the simulations");
    assertThat(appliance.subjects("rule.told", "INBOX")).containsExactly("after the simulations");
    assertThat(appliance.unseen("rule.store", "INBOX")).isEqualTo(2);
    assertThat(appliance.subjects("rule.store", "INBOX"))
        .containsExactlyInAnyOrder("stored once", "stored twice");
    assertThat(appliance.rest().get("/quarantine")).isEqualTo(quarantine);
    assertThat(appliance.rest().get("/suspensions")).isEqualTo(suspended);
    assertThat(appliance.rest().get("/rules")).isEqualTo(live);
  }

  @Test
  void aSimulationThatIsCancelledIsNotGoneOnWith() throws Exception {
    HttpResponse<String> started =
        appliance.rest().call("POST", "/rules/simulations", "{\"past\":{\"limit\":100000}}");
    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    String task = started.headers().firstValue("Location").orElseThrow();

    appliance.rest().delete(task);

    // On so little mail it may have been done before it was told.
    assertThat(appliance.rest().get(task + "/await"))
        .containsAnyOf("\"status\":\"canceled\"", "\"status\":\"completed\"");
  }
}
