package org.pillarbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.common.base.Stopwatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.dlp.api.DLPConfigurationStore;
import org.apache.james.eventsourcing.eventstore.EventStore;
import org.apache.james.jmap.api.change.EmailChangeRepository;
import org.apache.james.jmap.api.change.MailboxChangeRepository;
import org.apache.james.jmap.api.filtering.FilteringManagement;
import org.apache.james.jmap.api.identity.CustomIdentityDAO;
import org.apache.james.jmap.api.projections.EmailQueryView;
import org.apache.james.jmap.api.projections.MessageFastViewProjection;
import org.apache.james.jmap.api.upload.UploadRepository;
import org.apache.james.mailbox.AttachmentManager;
import org.apache.james.mailbox.RightManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.indexer.ReIndexer;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.modules.EventDeadLettersProbe;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.sieverepository.api.ScriptContent;
import org.apache.james.sieverepository.api.ScriptName;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.VacationPatch;
import org.apache.james.vacation.api.VacationService;
import org.apache.james.vault.DeletedMessageVault;
import org.apache.james.vault.search.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
    configuration = Keyspace.configuration(cassandra, "composition");
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
    try (Store store = imap(USER)) {
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

  @Test
  void aPasswordIsKeptAsAHashOfManyRounds() {
    Row row =
        james
            .get(CqlSession.class)
            .execute("SELECT algorithm, passwd FROM user WHERE name = '" + USER + "'")
            .one();

    assertThat(row.getString("algorithm")).isEqualTo("PBKDF2-SHA512-210000-512/plain");
    assertThat(row.getString("passwd")).doesNotContain(PASSWORD);
  }

  @Test
  void aMessageThatAUserDeletesIsInTheVault() throws Exception {
    String user = "tidy@pillarbox.test";
    james.data().addUser(user, PASSWORD);
    send(user, "to be deleted");
    await().atMost(SOON).until(() -> countInInbox(user, "to be deleted") == 1);

    try (Store store = imap(user)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
      inbox.close(true);
    }

    assertThat(countInInbox(user, "to be deleted")).isZero();
    await().atMost(SOON).until(() -> vaultSubjects(user), List.of("to be deleted")::equals);
  }

  @Test
  void aDeletedMailboxLeavesOnlyWhatAnotherMailboxHasToo() throws Exception {
    String user = "leaver@pillarbox.test";
    james.data().addUser(user, PASSWORD);
    long before = rows("messagev3");
    try (Store store = imap(user)) {
      Folder old = store.getFolder("Old");
      old.create(Folder.HOLDS_MESSAGES);
      MimeMessage message = new MimeMessage((Session) null);
      message.setSubject("old");
      message.setText("text");
      message.saveChanges();
      for (int i = 0; i < 40; i++) {
        old.appendMessages(new Message[] {message});
      }
      old.open(Folder.READ_WRITE);
      old.copyMessages(new Message[] {old.getMessage(7)}, store.getFolder("INBOX"));
      old.close(false);
      assertThat(rows("messagev3")).isEqualTo(before + 40);

      assertThat(old.delete(false)).isTrue();

      await().atMost(SOON).until(() -> rows("messagev3") == before + 1);
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      assertThat(inbox.getMessage(1).getContent()).asString().contains("text");
      inbox.close(false);
    }
  }

  private long rows(String table) {
    return james.get(CqlSession.class).execute("SELECT count(*) FROM " + table).one().getLong(0);
  }

  @Test
  void whatUsersAndAdminsSetIsReadBack() throws Exception {
    Username bob = Username.of(USER);
    ScriptName script = new ScriptName("filter");
    james.get(SieveRepository.class).putScript(bob, script, new ScriptContent("keep;"));
    assertThat(james.get(SieveRepository.class).getScript(bob, script)).hasContent("keep;");

    QuotaRoot quota = james.get(UserQuotaRootResolver.class).forUser(bob);
    james.get(MaxQuotaManager.class).setMaxMessage(quota, QuotaCountLimit.count(10_000));
    assertThat(james.get(MaxQuotaManager.class).getMaxMessage(quota))
        .contains(QuotaCountLimit.count(10_000));

    MappingSource alias = MappingSource.fromUser("info", "pillarbox.test");
    james.get(RecipientRewriteTable.class).addAliasMapping(alias, USER);
    assertThat(james.get(RecipientRewriteTable.class).getStoredMappings(alias)).hasSize(1);

    Username assistant = Username.of("assistant@pillarbox.test");
    Mono.from(james.get(DelegationStore.class).addAuthorizedUser(bob, assistant)).block(SOON);
    assertThat(
            Flux.from(james.get(DelegationStore.class).authorizedUsers(bob))
                .collectList()
                .block(SOON))
        .containsExactly(assistant);

    AccountId account = AccountId.fromUsername(bob);
    VacationPatch away = VacationPatch.builder().isEnabled(true).textBody("Away").build();
    james.get(VacationService.class).modifyVacation(account, away).block(SOON);
    assertThat(james.get(VacationService.class).retrieveVacation(account).block(SOON).getTextBody())
        .contains("Away");
  }

  @Test
  void whatOtherRoomsAskForCanBeHad() {
    List<Class<?>> ports =
        List.of(
            AttachmentManager.class,
            CustomIdentityDAO.class,
            DLPConfigurationStore.class,
            EmailChangeRepository.class,
            EmailQueryView.class,
            EventStore.class,
            FilteringManagement.class,
            MailboxChangeRepository.class,
            MessageFastViewProjection.class,
            NotificationRegistry.class,
            ReIndexer.class,
            RightManager.class,
            SubscriptionManager.class,
            UploadRepository.class);

    assertThat(ports).allSatisfy(port -> assertThat(james.get(port)).isInstanceOf(port));
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

  private List<String> vaultSubjects(String user) {
    return Flux.from(james.get(DeletedMessageVault.class).search(Username.of(user), Query.ALL))
        .map(message -> message.getSubject().orElseThrow())
        .collectList()
        .block(SOON);
  }

  private long countInInbox(String subject) throws Exception {
    return countInInbox(USER, subject);
  }

  private long countInInbox(String user, String subject) throws Exception {
    try (Store store = imap(user)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      long count = 0;
      for (Message message : inbox.getMessages()) {
        count += subject.equals(message.getSubject()) ? 1 : 0;
      }
      return count;
    }
  }

  private Store imap(String user) throws Exception {
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", james.imapPort(), user, PASSWORD);
    return store;
  }
}
