package org.pillarbox.search;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.events.EventListener;
import org.apache.james.mailbox.cassandra.search.AllSearchOverride;
import org.apache.james.mailbox.cassandra.search.DeletedSearchOverride;
import org.apache.james.mailbox.cassandra.search.DeletedWithRangeSearchOverride;
import org.apache.james.mailbox.cassandra.search.NotDeletedWithRangeSearchOverride;
import org.apache.james.mailbox.cassandra.search.UidSearchOverride;
import org.apache.james.mailbox.cassandra.search.UnseenSearchOverride;
import org.apache.james.mailbox.store.search.ListeningMessageSearchIndex;
import org.apache.james.mailbox.store.search.ListeningMessageSearchIndex.SearchOverride;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.modules.server.ReIndexingModule;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * Search.
 *
 * <p>Binds {@link MessageSearchIndex} and {@link ListeningMessageSearchIndex}, adds the index to
 * the reactive group listeners, the searches that Cassandra answers alone to the {@link
 * SearchOverride} set, its tables to the {@link CassandraModule} set, a {@link HealthCheck}, its
 * start to the {@link InitializationOperation} set, and James' {@link ReIndexer} with its webadmin
 * tasks ({@link ReIndexingModule}). Gives {@link SearchRebuild} and {@link SearchRepair} to whoever
 * offers them to an admin.
 *
 * <p>Must be bound elsewhere: {@code CqlSession}, {@code MailboxSessionMapperFactory}, {@code
 * SessionProvider}, {@code ReIndexer}, {@code MailboxId.Factory}, {@code MessageId.Factory}, {@code
 * java.time.Clock}, {@link StoreFailures}, and what James' Cassandra mailbox module binds for the
 * overrides' DAOs.
 */
public final class SearchModule extends AbstractModule {
  private final SearchConfiguration configuration;

  /** Search with these settings. */
  public SearchModule(SearchConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  protected void configure() {
    install(new ReIndexingModule());
    bind(SearchConfiguration.class).toInstance(configuration);

    bind(OpenSearchHttp.class).in(Scopes.SINGLETON);
    bind(Mailboxes.class).in(Scopes.SINGLETON);
    bind(DocumentSource.class).in(Scopes.SINGLETON);
    bind(BulkWriter.class).in(Scopes.SINGLETON);
    bind(IndexWorker.class).in(Scopes.SINGLETON);
    bind(WatermarkKeeper.class).in(Scopes.SINGLETON);
    bind(SearchRebuild.class).in(Scopes.SINGLETON);
    bind(SearchStart.class).in(Scopes.SINGLETON);
    bind(CassandraOutbox.class).in(Scopes.SINGLETON);
    bind(CassandraWatermarks.class).in(Scopes.SINGLETON);
    bind(ForkedAttachmentText.class).in(Scopes.SINGLETON);
    bind(Outbox.class).to(CassandraOutbox.class);
    bind(Watermarks.class).to(CassandraWatermarks.class);

    bind(PillarboxMessageIndex.class).in(Scopes.SINGLETON);
    bind(MessageSearchIndex.class).to(PillarboxMessageIndex.class);
    bind(ListeningMessageSearchIndex.class).to(PillarboxMessageIndex.class);
    Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
        .addBinding()
        .to(PillarboxMessageIndex.class);

    Multibinder<SearchOverride> overrides =
        Multibinder.newSetBinder(binder(), SearchOverride.class);
    overrides.addBinding().to(AllSearchOverride.class);
    overrides.addBinding().to(DeletedSearchOverride.class);
    overrides.addBinding().to(DeletedWithRangeSearchOverride.class);
    overrides.addBinding().to(NotDeletedWithRangeSearchOverride.class);
    overrides.addBinding().to(UidSearchOverride.class);
    overrides.addBinding().to(UnseenSearchOverride.class);

    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(OutboxTables.MODULE);
    Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(SearchHealthCheck.class);
  }

  @Provides
  @Singleton
  AttachmentText attachmentText(ForkedAttachmentText forked) {
    return configuration.attachments().enabled() ? forked : AttachmentText.none();
  }

  @ProvidesIntoSet
  InitializationOperation start(SearchStart start) {
    return InitilizationOperationBuilder.forClass(SearchStart.class).init(start::start);
  }
}
