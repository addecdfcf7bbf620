package org.pillarbox.storage.mailbox;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Names;
import org.apache.james.adapter.mailbox.ACLUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.MailboxUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.QuotaUsernameChangeTaskStep;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.blob.api.BlobReferenceSource;
import org.apache.james.events.EventListener;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;
import org.apache.james.mailbox.AttachmentContentLoader;
import org.apache.james.mailbox.AttachmentManager;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.RightManager;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.cassandra.CassandraMailboxManager;
import org.apache.james.mailbox.cassandra.CassandraMailboxSessionMapperFactory;
import org.apache.james.mailbox.cassandra.CassandraThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.cassandra.DeleteMessageListener;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.ids.CassandraMessageId;
import org.apache.james.mailbox.cassandra.mail.AttachmentBlobReferenceSource;
import org.apache.james.mailbox.cassandra.mail.MessageBlobReferenceSource;
import org.apache.james.mailbox.cassandra.mail.eventsourcing.acl.ACLModule;
import org.apache.james.mailbox.indexer.MessageIdReIndexer;
import org.apache.james.mailbox.indexer.ReIndexer;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreAttachmentManager;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.mailbox.store.event.MailboxAnnotationListener;
import org.apache.james.mailbox.store.mail.AttachmentMapperFactory;
import org.apache.james.mailbox.store.mail.MailboxMapperFactory;
import org.apache.james.mailbox.store.mail.MessageMapperFactory;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.UidProvider;
import org.apache.james.mailbox.store.user.SubscriptionMapperFactory;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.user.api.UsernameChangeTaskStep;
import org.apache.james.utils.MailboxManagerDefinition;
import org.apache.mailbox.tools.indexer.MessageIdReIndexerImpl;
import org.apache.mailbox.tools.indexer.ReIndexerImpl;

/**
 * Mailboxes, messages, attachments, annotations, subscriptions, and the bus on which changes to
 * them are told.
 *
 * <p>Binds James' managers and mapper factories to those on Cassandra; {@link UidProvider}, {@link
 * ModSeqProvider} and {@link ThreadIdGuessingAlgorithm}; the event bus of {@link
 * DefaultEventModule}, in this process (its dead letters are in Cassandra); the listener that
 * removes the parts of a deleted message; {@link ReIndexer}.
 *
 * <p>To be bound elsewhere: {@code MessageSearchIndex} (room search), {@code TextExtractor}, James'
 * {@code MailboxModule} (ACL resolver, pre-deletion hooks, probes), and what the rest of {@link
 * org.pillarbox.storage.StorageModule} binds.
 */
public class MailboxStorageModule extends AbstractModule {
  private static final String MAILBOX_MANAGER = org.apache.james.modules.Names.MAILBOXMANAGER_NAME;

  @Override
  protected void configure() {
    install(new DefaultEventModule());
    install(new MailboxTablesModule());
    install(new AclModule());

    bindManagers();
    bindMappers();
    bindIdentifiers();
    bindListeners();

    bind(ReIndexerImpl.class).in(Scopes.SINGLETON);
    bind(ReIndexer.class).to(ReIndexerImpl.class);
    bind(MessageIdReIndexerImpl.class).in(Scopes.SINGLETON);
    bind(MessageIdReIndexer.class).to(MessageIdReIndexerImpl.class);

    Multibinder<BlobReferenceSource> references =
        Multibinder.newSetBinder(binder(), BlobReferenceSource.class);
    references.addBinding().to(AttachmentBlobReferenceSource.class);
    references.addBinding().to(MessageBlobReferenceSource.class);

    Multibinder<UsernameChangeTaskStep> renaming =
        Multibinder.newSetBinder(binder(), UsernameChangeTaskStep.class);
    renaming.addBinding().to(MailboxUsernameChangeTaskStep.class);
    renaming.addBinding().to(ACLUsernameChangeTaskStep.class);
    renaming.addBinding().to(QuotaUsernameChangeTaskStep.class);
  }

  private void bindManagers() {
    bind(CassandraMailboxes.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxManager.class).to(CassandraMailboxes.class);
    bind(MailboxManager.class).to(CassandraMailboxManager.class);
    bind(StoreMailboxManager.class).to(CassandraMailboxManager.class);
    bind(MailboxManager.class).annotatedWith(Names.named(MAILBOX_MANAGER)).to(MailboxManager.class);
    bind(StoreSubscriptionManager.class).in(Scopes.SINGLETON);
    bind(SubscriptionManager.class).to(StoreSubscriptionManager.class);
    bind(StoreAttachmentManager.class).in(Scopes.SINGLETON);
    bind(AttachmentManager.class).to(StoreAttachmentManager.class);
    bind(AttachmentContentLoader.class).to(AttachmentManager.class);
    bind(StoreMessageIdManager.class).in(Scopes.SINGLETON);
    bind(MessageIdManager.class).to(StoreMessageIdManager.class);
    bind(StoreRightManager.class).in(Scopes.SINGLETON);
    bind(RightManager.class).to(StoreRightManager.class);
    bind(SessionProviderImpl.class).in(Scopes.SINGLETON);
    bind(SessionProvider.class).to(SessionProviderImpl.class);
    bind(MailboxPathLocker.class).to(OneWriterPerMailbox.class);
  }

  private void bindMappers() {
    bind(ConcurrentMappers.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxSessionMapperFactory.class).to(ConcurrentMappers.class);
    bind(MessageMapperFactory.class).to(CassandraMailboxSessionMapperFactory.class);
    bind(MailboxMapperFactory.class).to(CassandraMailboxSessionMapperFactory.class);
    bind(AttachmentMapperFactory.class).to(CassandraMailboxSessionMapperFactory.class);
    bind(MailboxSessionMapperFactory.class).to(CassandraMailboxSessionMapperFactory.class);
    bind(SubscriptionMapperFactory.class).to(CassandraMailboxSessionMapperFactory.class);
  }

  private void bindIdentifiers() {
    bind(CassandraId.Factory.class).in(Scopes.SINGLETON);
    bind(MailboxId.Factory.class).to(CassandraId.Factory.class);
    bind(CassandraMessageId.Factory.class).in(Scopes.SINGLETON);
    bind(MessageId.Factory.class).to(CassandraMessageId.Factory.class);
    bind(BlockUidProvider.class).in(Scopes.SINGLETON);
    bind(UidProvider.class).to(BlockUidProvider.class);
    bind(BlockModSeqProvider.class).in(Scopes.SINGLETON);
    bind(ModSeqProvider.class).to(BlockModSeqProvider.class);
    bind(CassandraThreadIdGuessingAlgorithm.class).in(Scopes.SINGLETON);
    bind(ThreadIdGuessingAlgorithm.class).to(CassandraThreadIdGuessingAlgorithm.class);
  }

  private void bindListeners() {
    bind(DeleteMessageListener.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), EventListener.GroupEventListener.class)
        .addBinding()
        .to(MailboxAnnotationListener.class);
    Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
        .addBinding()
        .to(DeletionSideBySide.class);
    Multibinder.newSetBinder(binder(), DeleteMessageListener.DeletionCallback.class);
    Multibinder.newSetBinder(
            binder(), new TypeLiteral<EventDTOModule<? extends Event, ? extends EventDTO>>() {})
        .addBinding()
        .toInstance(ACLModule.ACL_UPDATE);
  }

  @ProvidesIntoSet
  MailboxManagerDefinition definition(CassandraMailboxManager manager) {
    return new CassandraDefinition(manager);
  }

  /**
   * Everything is written under transactions. Reads are plain QUORUM: a transaction is committed at
   * QUORUM before it is answered, so a QUORUM read sees it; a SERIAL read would only add three
   * messages between nodes to say the same.
   */
  @Provides
  @Singleton
  CassandraConfiguration cassandraConfiguration() {
    return CassandraConfiguration.builder()
        .mailboxReadStrongConsistency(false)
        .messageReadStrongConsistency(false)
        .build();
  }

  /**
   * How many messages one step holds in memory. James would copy and move all at once; and ten
   * whole messages of 50 MB are as much as a small heap bears.
   */
  @Provides
  @Singleton
  BatchSizes batchSizes() {
    return BatchSizes.builder()
        .fetchMetadata(200)
        .fetchHeaders(100)
        .fetchFull(10)
        .copyBatchSize(100)
        .moveBatchSize(100)
        .build();
  }

  private static final class CassandraDefinition extends MailboxManagerDefinition {
    CassandraDefinition(MailboxManager manager) {
      super("cassandra-mailboxmanager", manager);
    }
  }
}
