package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SieveTest {
  private final TestAppliance appliance;

  SieveTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("sieve.user");
  }

  @Test
  void aScriptPutOverManageSieveFilesMail() throws Exception {
    String script =
        "require \"fileinto\"; if header :contains \"subject\" \"invoice\" { fileinto \"Bills\"; }";
    try (Conversation sieve = Conversation.plain(appliance.port(4190))) {
      sieve.until("OK");
      sieve.send("STARTTLS").until("OK");
      sieve.startTls(appliance.tls());
      sieve.until("OK");
      String login =
          Base64.getEncoder()
              .encodeToString(
                  ("\0sieve.user@example.org\0" + TestAppliance.PASSWORD).getBytes(UTF_8));
      assertThat(sieve.send("AUTHENTICATE \"PLAIN\" \"" + login + "\"").until("OK", "NO"))
          .last()
          .asString()
          .startsWith("OK");
      assertThat(
              sieve
                  .send("PUTSCRIPT \"main\" {" + script.length() + "+}\r\n" + script)
                  .until("OK", "NO"))
          .last()
          .asString()
          .startsWith("OK");
      assertThat(sieve.send("SETACTIVE \"main\"").until("OK", "NO"))
          .last()
          .asString()
          .startsWith("OK");
    }

    appliance.deliver("someone@elsewhere.example", "sieve.user", "Your invoice of May");
    appliance.deliver("someone@elsewhere.example", "sieve.user", "Just a greeting");

    appliance.awaitSubject("sieve.user", "Bills", "Your invoice of May");
    appliance.awaitSubject("sieve.user", "INBOX", "Just a greeting");
    assertThat(appliance.subjects("sieve.user", "INBOX")).containsExactly("Just a greeting");
  }

  @Test
  void noPasswordIsTakenBeforeTls() throws Exception {
    try (Conversation sieve = Conversation.plain(appliance.port(4190))) {
      List<String> greeting = sieve.until("OK");
      assertThat(greeting).noneMatch(line -> line.contains("PLAIN"));
      assertThat(sieve.send("AUTHENTICATE \"PLAIN\" \"AGEAYg==\"").until("OK", "NO"))
          .last()
          .asString()
          .startsWith("NO");
    }
  }
}
