package org.pillarbox.search;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.events.EventBus;
import org.apache.james.events.InVMEventBus;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryMailboxManager;
import org.apache.james.mailbox.inmemory.InMemoryMailboxSessionMapperFactory;
import org.apache.james.mailbox.inmemory.InMemoryMessageId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.store.JVMMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import reactor.core.publisher.Flux;

/** Mailboxes in memory with our index on a real OpenSearch. */
final class JamesWithIndex implements AutoCloseable {
  static final Username BOB = Username.of("bob@pillarbox.test");
  private static final Duration SOON = Duration.ofSeconds(30);

  final SearchConfiguration configuration;
  final InMemoryOutbox outbox;
  final InMemoryWatermarks watermarks;
  final InMemoryMailboxManager manager;
  final MailboxSession session;
  final PillarboxMessageIndex index;
  final MessageIndexes indexes;
  final SearchRepair repair;
  final SearchRebuild rebuild;
  final SearchHealthCheck health;
  final IndexWorker worker;
  final WatermarkKeeper keeper;
  final SearchStart start;
  final AtomicLong failures = new AtomicLong();
  private final ForkedAttachmentText attachments;

  /** What outlives a crash: mailboxes, outbox and watermarks. */
  record Disk(
      InMemoryMailboxSessionMapperFactory mailboxes,
      InMemoryOutbox outbox,
      InMemoryWatermarks watermarks,
      String alias) {
    static Disk empty() {
      return new Disk(
          new InMemoryMailboxSessionMapperFactory(Clock.systemUTC()),
          new InMemoryOutbox(),
          new InMemoryWatermarks(),
          "t-" + UUID.randomUUID());
    }
  }

  static SearchConfiguration configuration(String endpoint, String alias) {
    SearchConfiguration defaults = SearchConfiguration.defaults(endpoint);
    return new SearchConfiguration(
        endpoint,
        alias,
        1,
        0,
        Duration.ofMillis(200),
        Duration.ofSeconds(20),
        defaults.bulkDocuments(),
        defaults.bulkBytes(),
        50,
        defaults.readers(),
        defaults.readBytes(),
        defaults.maxTextCharacters(),
        Duration.ofMillis(50),
        Duration.ofMillis(400),
        defaults.attachments());
  }

  JamesWithIndex(SearchConfiguration configuration, Disk disk) {
    this.configuration = configuration;
    this.outbox = disk.outbox();
    this.watermarks = disk.watermarks();
    Clock clock = Clock.systemUTC();
    InMemoryMailboxSessionMapperFactory mappers = disk.mailboxes();
    EventBus bus =
        new InVMEventBus(
            new InVmEventDelivery(new RecordingMetricFactory()),
            RetryBackoffConfiguration.DEFAULT,
            new MemoryEventDeadLetters());
    SessionProviderImpl sessions =
        new SessionProviderImpl(
            (user, password) -> true, (user, other) -> Authorizator.AuthorizationState.ALLOWED);
    StoreRightManager rights = new StoreRightManager(mappers, new UnionMailboxACLResolver(), bus);
    InMemoryMessageId.Factory messageIds = new InMemoryMessageId.Factory();

    OpenSearchHttp http = new OpenSearchHttp(configuration);
    Mailboxes mailboxes = new Mailboxes(mappers, sessions);
    attachments = new ForkedAttachmentText(configuration);
    DocumentSource documents = new DocumentSource(mailboxes, attachments, configuration);
    indexes = new MessageIndexes(http, configuration, clock);
    MailboxRemoval removal = new MailboxRemoval(http, indexes, configuration);
    BulkWriter writer = new BulkWriter(http, mailboxes, documents, removal, configuration);
    worker = new IndexWorker(outbox, writer, configuration, clock);
    keeper = new WatermarkKeeper(mailboxes, watermarks, failures::get, clock);
    IndexSearch searches = new IndexSearch(http, configuration);
    MailboxReconciliation reconciliation =
        new MailboxReconciliation(mailboxes, searches, outbox, worker);
    repair = new SearchRepair(mailboxes, watermarks, reconciliation, indexes);
    rebuild =
        new SearchRebuild(indexes, mailboxes, writer, watermarks, keeper, repair, configuration);
    start = new SearchStart(worker, indexes, keeper, repair, rebuild, failures::get, configuration);
    health = new SearchHealthCheck(http, worker, configuration, clock);
    index =
        new PillarboxMessageIndex(
            mappers,
            Set.of(),
            sessions,
            outbox,
            worker,
            searches,
            http,
            keeper,
            messageIds,
            configuration);
    bus.register(index);
    manager =
        new InMemoryMailboxManager(
            mappers,
            sessions,
            new JVMMailboxPathLocker(),
            new MessageParser(),
            messageIds,
            bus,
            new StoreMailboxAnnotationManager(mappers, rights),
            rights,
            QuotaComponents.disabled(sessions, mappers),
            index,
            PreDeletionHooks.NO_PRE_DELETION_HOOK,
            new NaiveThreadIdGuessingAlgorithm(),
            clock);
    session = manager.createSystemSession(BOB);
  }

  JamesWithIndex started() {
    start.start();
    return this;
  }

  MailboxPath path(String name) {
    return MailboxPath.forUser(BOB, name);
  }

  void createMailbox(String name) throws MailboxException {
    manager.createMailbox(path(name), session);
  }

  MessageManager mailbox(String name) throws MailboxException {
    return manager.getMailbox(path(name), session);
  }

  MessageUid append(String mailbox, String message) throws MailboxException {
    return append(mailbox, message, new Flags(), Instant.now());
  }

  @SuppressWarnings("JavaUtilDate") // It is what James takes.
  MessageUid append(String mailbox, String message, Flags flags, Instant internalDate)
      throws MailboxException {
    return mailbox(mailbox)
        .appendMessage(
            AppendCommand.builder()
                .withFlags(flags)
                .withInternalDate(Date.from(internalDate))
                .build(message.replace("\n", "\r\n")),
            session)
        .getId()
        .getUid();
  }

  MessageUid append(String mailbox, byte[] message) throws MailboxException {
    return mailbox(mailbox)
        .appendMessage(AppendCommand.builder().build(message), session)
        .getId()
        .getUid();
  }

  /** Waits until all changes so far are in the index and visible. */
  void awaitIndexed() {
    await().atMost(SOON).until(() -> outbox.size() == 0 && worker.status().pending() == 0);
    indexes.refresh(configuration.alias()).block(SOON);
  }

  List<Long> search(String mailbox, SearchQuery.Criterion... criteria) throws MailboxException {
    return search(mailbox, SearchQuery.of(criteria));
  }

  List<Long> search(String mailbox, SearchQuery query) throws MailboxException {
    return Flux.from(mailbox(mailbox).search(query, session))
        .map(MessageUid::asLong)
        .collectList()
        .block(SOON);
  }

  @Override
  public void close() {
    start.stop();
    worker.stop();
    keeper.stop();
    attachments.stop();
  }
}
