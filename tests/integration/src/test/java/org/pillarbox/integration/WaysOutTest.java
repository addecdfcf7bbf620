package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever may write inside the company only finds every way out closed. */
@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysOutTest {
  private static final String STRANGER = "stranger@elsewhere.example";
  private static final String KEPT = "rule.kept@example.org";
  private static final String RULE = "inside-only-rule.kept";

  private final TestAppliance appliance;

  WaysOutTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void keepInside() throws Exception {
    appliance.account("rule.kept");
    appliance.account("rule.mate");
    appliance.rest().put("/inside-only/" + KEPT, "");
  }

  @AfterAll
  void letOut() throws Exception {
    appliance.rest().delete("/inside-only/" + KEPT);
  }

  private void isHeld(String recipient, String subject) {
    String held =
        Awaitility.await("what goes to " + recipient + " is held")
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> appliance.rest().get("/quarantine?recipient=" + recipient),
                list -> list.contains(subject));
    assertThat(held).contains(RULE);
  }

  @Test
  void aSubmissionByJmapIsRefusedWhole() throws Exception {
    JmapClient jmap = JmapClient.login(appliance, "rule.kept");

    JsonNode answer =
        jmap.call(
            """
            [['Email/set',{'accountId':'ACCOUNT','create':{'e':{'mailboxIds':{'DRAFTS':true},
              'from':[{'email':'rule.kept@example.org'}],'subject':'out by JMAP',
              'textBody':[{'partId':'a','type':'text/plain'}],
              'bodyValues':{'a':{'value':'Hello'}}}}},'x'],
             ['EmailSubmission/set',{'accountId':'ACCOUNT','create':{'s':{'emailId':'#e',
              'envelope':{'mailFrom':{'email':'rule.kept@example.org'},
               'rcptTo':[{'email':'rule.mate@example.org'},{'email':'out@elsewhere.example'}]}}}},
              'y']]
            """
                .replace("DRAFTS", jmap.folder("drafts")));

    assertThat(answer.toString())
        .contains("notCreated", "forbiddenToSend", RULE, "out@elsewhere.example");
    assertThat(appliance.subjects("rule.mate", "INBOX")).doesNotContain("out by JMAP");
  }

  @Test
  void aForwardIsHeld() throws Exception {
    String forward = "/address/forwards/" + KEPT + "/targets/";
    appliance.rest().put(forward + "forward@elsewhere.example", "");
    appliance.rest().put(forward + KEPT, "");
    try {
      appliance.deliver(STRANGER, "rule.kept", "to be forwarded out");

      appliance.awaitSubject("rule.kept", "INBOX", "to be forwarded out");
      isHeld("forward@elsewhere.example", "to be forwarded out");
    } finally {
      appliance.rest().delete(forward + "forward@elsewhere.example");
      appliance.rest().delete(forward + KEPT);
    }
  }

  @Test
  void aGroupWithAMemberOutsideIsNoWayOut() throws Exception {
    String group = "/address/groups/rule.team@example.org/";
    appliance.rest().put(group + "rule.mate@example.org", "");
    appliance.rest().put(group + "member@elsewhere.example", "");
    try {
      appliance.submit("rule.kept", KEPT, "rule.team@example.org", "out by the group");

      appliance.awaitSubject("rule.mate", "INBOX", "out by the group");
      isHeld("member@elsewhere.example", "out by the group");
    } finally {
      appliance.rest().delete(group + "member@elsewhere.example");
      appliance.rest().delete(group + "rule.mate@example.org");
    }
  }

  @Test
  void aRedirectOfAScriptIsHeld() throws Exception {
    script("redirect \"script@elsewhere.example\";");
    try {
      appliance.deliver(STRANGER, "rule.kept", "to be redirected out");

      isHeld("script@elsewhere.example", "to be redirected out");
    } finally {
      script("keep;");
    }
  }

  @Test
  void anAbsenceNoteIsHeld() throws Exception {
    script("require \"vacation\"; vacation \"I am away\";");
    try {
      appliance.deliver("asks@elsewhere.example", "rule.kept", "are you there");

      appliance.awaitSubject("rule.kept", "INBOX", "are you there");
      isHeld("asks@elsewhere.example", "Auto: are you there");
    } finally {
      script("keep;");
    }
  }

  private void script(String script) throws Exception {
    try (Conversation sieve = Conversation.plain(appliance.port(4190))) {
      sieve.until("OK");
      sieve.send("STARTTLS").until("OK");
      sieve.startTls(appliance.tls());
      sieve.until("OK");
      String login =
          Base64.getEncoder()
              .encodeToString(("\0" + KEPT + "\0" + TestAppliance.PASSWORD).getBytes(UTF_8));
      sieve.send("AUTHENTICATE \"PLAIN\" \"" + login + "\"").until("OK");
      sieve.send("PUTSCRIPT \"main\" {" + script.length() + "+}\r\n" + script).until("OK");
      sieve.send("SETACTIVE \"main\"").until("OK");
    }
  }

  /** More rules in front of the one that keeps inside. */
  private void add(String id, String rule) throws Exception {
    HttpResponse<String> seen = appliance.rest().call("GET", "/rules", "");
    HttpResponse<String> made =
        appliance
            .rest()
            .call(
                "PUT",
                "/rules/" + id + "?at=0",
                rule,
                "If-Match",
                seen.headers().firstValue("ETag").orElseThrow());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
  }

  @Test
  void aRuleWithAPilotGroupBitesItsMembersOnly() throws Exception {
    String pilots = "/address/groups/rule.pilots@example.org/rule.kept@example.org";
    appliance.rest().put(pilots, "");
    add(
        "piloted",
        """
        id: piloted
        pilot: rule.pilots@example.org
        when: {subject: {contains: [for pilots]}}
        then: [{tag-subject: {text: "[pilot]"}}]
        """);

    appliance.deliver(STRANGER, "rule.kept", "for pilots");
    appliance.deliver(STRANGER, "rule.mate", "for pilots");

    assertThat(appliance.awaitSubject("rule.kept", "INBOX", "for pilots").subject())
        .isEqualTo("[pilot] for pilots");
    assertThat(appliance.awaitSubject("rule.mate", "INBOX", "for pilots").subject())
        .isEqualTo("for pilots");
  }

  @Test
  void aRuleCountsInItsTimeOnly() throws Exception {
    add(
        "over",
        """
        id: over
        valid: {until: 2020-01-01}
        when: {subject: {contains: [in time]}}
        then: [refuse]
        """);
    add(
        "lasting",
        """
        id: lasting
        valid: {from: 2020-01-01}
        when: {subject: {contains: [in time]}}
        then: [{tag-subject: {text: "[lasting]"}}]
        """);

    appliance.deliver(STRANGER, "rule.mate", "in time");

    assertThat(appliance.awaitSubject("rule.mate", "INBOX", "in time").subject())
        .isEqualTo("[lasting] in time");
  }
}
