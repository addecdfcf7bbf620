package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningAppliance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImapTest {
  private final TestAppliance appliance;

  ImapTest(TestAppliance appliance) {
    this.appliance = appliance;
  }

  @BeforeAll
  void accounts() throws Exception {
    appliance.account("imap.reader");
  }

  @Test
  void noPasswordIsTakenBeforeTls() throws Exception {
    try (Conversation imap = Conversation.plain(appliance.port(143))) {
      imap.line();
      List<String> capabilities = imap.send("a CAPABILITY").until("a ");
      assertThat(capabilities.get(0))
          .contains("LOGINDISABLED")
          .contains("STARTTLS")
          .doesNotContain("AUTH=PLAIN");
      assertThat(imap.send("b LOGIN imap.reader@example.org secret").until("b "))
          .last()
          .asString()
          .startsWith("b NO");
    }
  }

  @Test
  void startTlsOpensTheWayToLogin() throws Exception {
    try (Conversation imap = Conversation.plain(appliance.port(143))) {
      imap.line();
      imap.send("a STARTTLS").until("a OK");
      imap.startTls(appliance.tls());
      assertThat(imap.send("b LOGIN imap.reader@example.org " + TestAppliance.PASSWORD).until("b "))
          .last()
          .asString()
          .startsWith("b OK");
    }
  }

  @Test
  void foldersFlagsAndExpungeWork() throws Exception {
    try (Store store = appliance.imap("imap.reader")) {
      Folder projects = store.getFolder("Projects");
      assertThat(projects.create(Folder.HOLDS_MESSAGES)).isTrue();
      MimeMessage kept = message("Kept");
      MimeMessage dropped = message("Dropped");
      projects.appendMessages(new Message[] {kept, dropped});
      projects.open(Folder.READ_WRITE);
      assertThat(projects.getMessageCount()).isEqualTo(2);
      projects.getMessage(2).setFlag(Flags.Flag.DELETED, true);
      projects.expunge();
      assertThat(projects.getMessageCount()).isEqualTo(1);
      assertThat(projects.getMessage(1).getSubject()).isEqualTo("Kept");
      projects.close(false);
      assertThat(projects.delete(false)).isTrue();
    }
  }

  @Test
  void anIdlingClientSeesNewMailWithinASecond() throws Exception {
    try (Conversation imap = Conversation.tls(appliance.port(993), appliance.tls())) {
      imap.line();
      imap.send("a LOGIN imap.reader@example.org " + TestAppliance.PASSWORD).until("a OK");
      imap.send("b SELECT INBOX").until("b OK");
      imap.send("c IDLE").until("+");
      appliance.deliver("someone@elsewhere.example", "imap.reader", "While idling");
      assertThat(imap.until("* ")).last().asString().endsWith("EXISTS");
    }
  }

  @Test
  void recentIsShownToTheSessionThatWasToldOfTheMessageFirst() throws Exception {
    try (Store store = appliance.imap("imap.reader");
        Conversation first = loggedIn();
        Conversation second = loggedIn()) {
      Folder folder = store.getFolder("Recent");
      assertThat(folder.create(Folder.HOLDS_MESSAGES)).isTrue();
      folder.appendMessages(new Message[] {message("One"), message("Two")});

      assertThat(first.send("a SELECT Recent").until("a OK")).contains("* 2 RECENT");
      assertThat(first.send("b FETCH 1:2 FLAGS").until("b OK"))
          .contains("* 1 FETCH (FLAGS (\\Recent))", "* 2 FETCH (FLAGS (\\Recent))");
      assertThat(second.send("a SELECT Recent").until("a OK")).contains("* 0 RECENT");
      assertThat(second.send("b FETCH 1:2 FLAGS").until("b OK"))
          .contains("* 1 FETCH (FLAGS ())", "* 2 FETCH (FLAGS ())");

      // Replaces all flags of a message that is recent elsewhere; it is as old here as before.
      assertThat(second.send("c STORE 2 FLAGS (\\Seen)").until("c OK"))
          .contains("* 2 FETCH (FLAGS (\\Seen))");
      assertThat(second.send("d FETCH 2 FLAGS").until("d OK"))
          .contains("* 2 FETCH (FLAGS (\\Seen))");
      // The index comes after.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> first.send("c SEARCH RECENT").until("c OK").contains("* SEARCH 1 2"));
      assertThat(second.send("e SEARCH RECENT").until("e OK")).contains("* SEARCH");
    }
  }

  private Conversation loggedIn() throws Exception {
    Conversation imap = Conversation.tls(appliance.port(993), appliance.tls());
    imap.line();
    imap.send("l LOGIN imap.reader@example.org " + TestAppliance.PASSWORD).until("l OK");
    return imap;
  }

  private static MimeMessage message(String subject) throws Exception {
    MimeMessage message = new MimeMessage((Session) null);
    message.setFrom("someone@elsewhere.example");
    message.setSubject(subject);
    message.setText("Text of " + subject);
    message.saveChanges();
    return message;
  }
}
