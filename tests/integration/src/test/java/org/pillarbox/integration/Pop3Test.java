package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.mail.Folder;
import javax.mail.Store;
import javax.mail.UIDFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Pop3Test {
  private final TestAppliance appliance;

  Pop3Test(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("pop.reader");
  }

  @Test
  void mailIsFetchedAndDeleted() throws Exception {
    appliance.deliver("someone@elsewhere.example", "pop.reader", "For POP3");
    appliance.awaitSubject("pop.reader", "INBOX", "For POP3");

    try (Conversation pop = Conversation.tls(appliance.port(995), appliance.tls())) {
      pop.line();
      assertThat(pop.send("USER pop.reader@example.org").line()).startsWith("+OK");
      assertThat(pop.send("PASS " + TestAppliance.PASSWORD).line()).startsWith("+OK");
      assertThat(pop.send("STAT").line()).startsWith("+OK 1 ");
      assertThat(pop.send("RETR 1").until(".")).contains("Subject: For POP3");
      assertThat(pop.send("DELE 1").line()).startsWith("+OK");
      assertThat(pop.send("QUIT").line()).startsWith("+OK");
    }
    assertThat(appliance.subjects("pop.reader", "INBOX")).isEmpty();
  }

  @Test
  void aUniqueIdNamesTheInboxTooSoThatOneMadeAnewRepeatsNone() throws Exception {
    appliance.account("pop.keeper");
    appliance.deliver("someone@elsewhere.example", "pop.keeper", "Left on the server");
    appliance.awaitSubject("pop.keeper", "INBOX", "Left on the server");
    String id;
    try (Store store = appliance.imap("pop.keeper");
        Folder inbox = store.getFolder("INBOX")) {
      inbox.open(Folder.READ_ONLY);
      id =
          ((UIDFolder) inbox).getUIDValidity()
              + "-"
              + ((UIDFolder) inbox).getUID(inbox.getMessage(1));
    }

    try (Conversation pop = Conversation.tls(appliance.port(995), appliance.tls())) {
      pop.line();
      pop.send("USER pop.keeper@example.org").line();
      pop.send("PASS " + TestAppliance.PASSWORD).line();
      assertThat(pop.send("UIDL").until(".")).contains("1 " + id);
      assertThat(pop.send("UIDL 1").line()).isEqualTo("+OK 1 " + id);
      assertThat(pop.send("TOP 1 0").until(".")).contains("Subject: Left on the server");
      assertThat(pop.send("DELE 1").line()).startsWith("+OK");
      assertThat(pop.send("QUIT").line()).startsWith("+OK");
    }
    assertThat(appliance.subjects("pop.keeper", "INBOX")).isEmpty();
  }

  @Test
  void noPasswordIsTakenBeforeTls() throws Exception {
    try (Conversation pop = Conversation.plain(appliance.port(110))) {
      pop.line();
      List<String> capabilities = pop.send("CAPA").until(".");
      assertThat(capabilities).contains("STLS").doesNotContain("USER");
      assertThat(pop.send("USER pop.reader@example.org").line()).startsWith("-ERR");
    }
  }

  @Test
  void stlsOpensTheWayToLogin() throws Exception {
    try (Conversation pop = Conversation.plain(appliance.port(110))) {
      pop.line();
      assertThat(pop.send("STLS").line()).startsWith("+OK");
      pop.startTls(appliance.tls());
      assertThat(pop.send("USER pop.reader@example.org").line()).startsWith("+OK");
      assertThat(pop.send("PASS " + TestAppliance.PASSWORD).line()).startsWith("+OK");
    }
  }
}
