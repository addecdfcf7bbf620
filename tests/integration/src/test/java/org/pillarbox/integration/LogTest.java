package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lines that docs/monitoring.md promises: scripts and fail2ban read them. */
@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogTest {
  private final TestAppliance appliance;
  private LoggedLines mail;
  private LoggedLines logins;

  LogTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("log.reader");
    appliance.account("log.writer");
  }

  @BeforeEach
  void listen() {
    mail = LoggedLines.of("org.pillarbox.mail");
    logins = LoggedLines.of("org.pillarbox.login");
  }

  @AfterEach
  void leave() {
    mail.close();
    logins.close();
  }

  @Test
  void aMessageHasALineForAcceptanceAndOneForItsRecipient() throws Exception {
    String id =
        appliance
            .deliver("someone@elsewhere.example", "log.reader", "For the log")
            .replaceAll(".*queued as ", "");

    Map<String, String> accepted = mail.await(line -> is(line, id, "accepted"));
    assertThat(accepted)
        .containsEntry("from", "<someone@elsewhere.example>")
        .containsEntry("recipients", "1")
        .containsEntry("via", "smtp")
        .containsEntry("client", "127.0.0.1")
        .containsEntry("helo", "mx.elsewhere.example")
        .containsEntry("login", "-");
    Map<String, String> delivered = mail.await(line -> is(line, id, "delivered"));
    assertThat(delivered)
        .containsEntry("from", "<someone@elsewhere.example>")
        .containsEntry("to", "<log.reader@example.org>")
        .containsEntry("relay", "local")
        .containsEntry("reply", "delivered");
    assertThat(Long.parseLong(delivered.get("delay"))).isBetween(0L, 60_000L);
  }

  @Test
  void theLogInJsonHasTheSameFields() throws Exception {
    String id =
        appliance
            .deliver("someone@elsewhere.example", "log.reader", "For the log in JSON")
            .replaceAll(".*queued as ", "");

    for (String status : new String[] {"accepted", "delivered"}) {
      Map<String, String> text = mail.await(line -> is(line, id, status));
      JsonNode json =
          mail.json(
              line ->
                  line.path("id").asText().equals(id)
                      && line.path("status").asText().equals(status));
      assertThat(text)
          .allSatisfy((key, value) -> assertThat(json.path(key).asText()).as(key).isEqualTo(value));
    }
  }

  @Test
  void whatIsSubmittedByJmapHasTheSameLines() throws Exception {
    JmapClient jmap = JmapClient.login(appliance, "log.writer");
    JsonNode answer =
        jmap.call(
            ("[['Email/set',{'accountId':'ACCOUNT','create':{'e':{'mailboxIds':{'DRAFTS':true},"
                    + "'from':[{'email':'log.writer@example.org'}],"
                    + "'to':[{'email':'log.reader@example.org'}],'subject':'By JMAP',"
                    + "'textBody':[{'partId':'a','type':'text/plain'}],"
                    + "'bodyValues':{'a':{'value':'Hello'}}}}},'x'],"
                    + "['EmailSubmission/set',{'accountId':'ACCOUNT','create':{'s':{'emailId':'#e',"
                    + "'envelope':{'mailFrom':{'email':'log.writer@example.org'},"
                    + "'rcptTo':[{'email':'log.reader@example.org'}]}}}},'y']]")
                .replace("DRAFTS", jmap.folder("drafts")));
    assertThat(answer.toString()).doesNotContain("notCreated\":{\"").doesNotContain("\"error\"");

    Map<String, String> accepted =
        mail.await(
            line ->
                "accepted".equals(line.get("status"))
                    && "log.writer@example.org".equals(line.get("login")));
    assertThat(accepted).containsEntry("via", "jmap").containsEntry("client", "-");
    mail.await(line -> is(line, accepted.get("id"), "delivered"));
  }

  @Test
  void aFailedLoginLeavesTheSameLineOnEveryProtocol() throws Exception {
    String wrong =
        Base64.getEncoder().encodeToString("\0log.reader@example.org\0no".getBytes(UTF_8));
    try (Conversation smtp = Conversation.tls(appliance.port(465), appliance.tls())) {
      smtp.reply();
      smtp.ask("EHLO client.example");
      assertThat(smtp.ask("AUTH PLAIN " + wrong)).startsWith("535");
    }
    failed("smtp");
    try (Conversation imap = Conversation.tls(appliance.port(993), appliance.tls())) {
      imap.line();
      imap.send("a LOGIN log.reader@example.org no").until("a NO");
      failed("imap");
      imap.send("b AUTHENTICATE PLAIN").until("+");
      imap.send(wrong).until("b NO");
    }
    try (Conversation pop = Conversation.tls(appliance.port(995), appliance.tls())) {
      pop.line();
      pop.send("USER log.reader@example.org").line();
      assertThat(pop.send("PASS no").line()).startsWith("-ERR");
    }
    failed("pop3");
    try (Conversation sieve = Conversation.plain(appliance.port(4190))) {
      sieve.until("OK");
      sieve.send("STARTTLS").until("OK");
      sieve.startTls(appliance.tls());
      sieve.until("OK");
      sieve.send("AUTHENTICATE \"PLAIN\" \"" + wrong + "\"").until("NO");
    }
    failed("managesieve");
    String basic = Base64.getEncoder().encodeToString("log.reader@example.org:no".getBytes(UTF_8));
    assertThat(
            appliance
                .restAs("Basic " + basic)
                .call(
                    "GET", "/jmap/session", "", "Accept", "application/json; jmapVersion=rfc-8621")
                .statusCode())
        .isEqualTo(401);
    failed("jmap");
    assertThat(appliance.restAs("Bearer no.such.token").call("GET", "/domains", "").statusCode())
        .isEqualTo(401);
    assertThat(logins.await(line -> "https".equals(line.get("protocol"))))
        .containsEntry("user", "-")
        .containsEntry("client", "127.0.0.1");
  }

  private void failed(String protocol) {
    assertThat(logins.await(line -> protocol.equals(line.get("protocol"))))
        .containsEntry("user", "log.reader@example.org")
        .containsEntry("client", "127.0.0.1");
  }

  private static boolean is(Map<String, String> line, String id, String status) {
    return id.equals(line.get("id")) && status.equals(line.get("status"));
  }
}
