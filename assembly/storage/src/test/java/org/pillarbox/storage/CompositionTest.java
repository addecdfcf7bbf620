package org.pillarbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Stopwatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.modules.EventDeadLettersProbe;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;

/** One James on our store, used as a mail client uses it. It boots twice. */
@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompositionTest {
  private static final String USER = "bob@pillarbox.test";
  private static final String PASSWORD = "a long enough password";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Path directory;
  private StorageConfiguration configuration;
  private JamesOnCassandra james;

  @BeforeAll
  void boot(CassandraEngine.Endpoint cassandra, @TempDir Path workingDirectory) throws Exception {
    directory = workingDirectory;
    configuration =
        StorageConfiguration.singleNode(
            cassandra.host() + ":" + cassandra.port(), cassandra.user(), cassandra.password());
    james = start();
    james.data().addUser(USER, PASSWORD);
  }

  @AfterAll
  void stop() {
    james.close();
  }

  @Test
  void mailTakenOverSmtpIsReadOverImapAlsoAfterARestart() throws Exception {
    send(USER, "before the restart");
    await().atMost(SOON).until(() -> countInInbox("before the restart") == 1);

    james.close();
    james = start();

    assertThat(countInInbox("before the restart")).isEqualTo(1);
    send(USER, "after the restart");
    await().atMost(SOON).until(() -> countInInbox("after the restart") == 1);
  }

  @Test
  void mailForAMailRepositoryIsKeptThere() throws Exception {
    james.data().addUser("kept@pillarbox.test", PASSWORD);

    send("kept@pillarbox.test", "for the repository");

    MailRepositoryUrl kept = MailRepositoryUrl.from("cassandra://var/mail/kept/");
    await()
        .atMost(SOON)
        .until(() -> james.probe(MailRepositoryProbeImpl.class).getRepositoryMailCount(kept) == 1);
  }

  @Test
  void anEventThatAListenerRefusesIsKeptAsADeadLetter() throws Exception {
    try (Store store = imap()) {
      store.getFolder(RefusingListener.NAME).create(Folder.HOLDS_MESSAGES);
    }

    await()
        .atMost(SOON)
        .until(
            () ->
                !james
                    .probe(EventDeadLettersProbe.class)
                    .getEventDeadLetters()
                    .groupsWithFailedEvents()
                    .collectList()
                    .block(SOON)
                    .isEmpty());
  }

  private JamesOnCassandra start() throws Exception {
    Stopwatch watch = Stopwatch.createStarted();
    JamesOnCassandra started = JamesOnCassandra.start(configuration, directory);
    System.out.println("James started in " + watch);
    return started;
  }

  private void send(String recipient, String subject) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(james.smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("alice@elsewhere.test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    message.setSubject(subject);
    message.setText("Hello");
    Transport.send(message);
  }

  private long countInInbox(String subject) throws Exception {
    try (Store store = imap()) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      long count = 0;
      for (Message message : inbox.getMessages()) {
        count += subject.equals(message.getSubject()) ? 1 : 0;
      }
      return count;
    }
  }

  private Store imap() throws Exception {
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", james.imapPort(), USER, PASSWORD);
    return store;
  }
}
