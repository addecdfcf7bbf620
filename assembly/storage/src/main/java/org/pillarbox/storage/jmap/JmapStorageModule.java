package org.pillarbox.storage.jmap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.EventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;
import org.apache.james.jmap.api.change.EmailChangeRepository;
import org.apache.james.jmap.api.change.Limit;
import org.apache.james.jmap.api.change.MailboxChangeRepository;
import org.apache.james.jmap.api.change.State;
import org.apache.james.jmap.api.filtering.FilteringManagement;
import org.apache.james.jmap.api.filtering.impl.EventSourcingFilteringManagement;
import org.apache.james.jmap.api.filtering.impl.FilterUsernameChangeTaskStep;
import org.apache.james.jmap.api.identity.CustomIdentityDAO;
import org.apache.james.jmap.api.projections.EmailQueryView;
import org.apache.james.jmap.api.projections.MessageFastViewProjection;
import org.apache.james.jmap.api.projections.MessageFastViewProjectionHealthCheck;
import org.apache.james.jmap.api.upload.UploadRepository;
import org.apache.james.jmap.cassandra.access.CassandraAccessModule;
import org.apache.james.jmap.cassandra.change.CassandraEmailChangeModule;
import org.apache.james.jmap.cassandra.change.CassandraEmailChangeRepository;
import org.apache.james.jmap.cassandra.change.CassandraMailboxChangeModule;
import org.apache.james.jmap.cassandra.change.CassandraMailboxChangeRepository;
import org.apache.james.jmap.cassandra.change.CassandraStateFactory;
import org.apache.james.jmap.cassandra.change.EmailChangeRepositoryDAO;
import org.apache.james.jmap.cassandra.change.MailboxChangeRepositoryDAO;
import org.apache.james.jmap.cassandra.filtering.CassandraFilteringProjection;
import org.apache.james.jmap.cassandra.filtering.CassandraFilteringProjectionModule;
import org.apache.james.jmap.cassandra.filtering.FilteringRuleSetDefineDTOModules;
import org.apache.james.jmap.cassandra.identity.CassandraCustomIdentityDAO;
import org.apache.james.jmap.cassandra.identity.CassandraCustomIdentityModule;
import org.apache.james.jmap.cassandra.projections.CassandraEmailQueryView;
import org.apache.james.jmap.cassandra.projections.CassandraEmailQueryViewModule;
import org.apache.james.jmap.cassandra.projections.CassandraMessageFastViewProjection;
import org.apache.james.jmap.cassandra.projections.CassandraMessageFastViewProjectionModule;
import org.apache.james.jmap.cassandra.pushsubscription.CassandraPushSubscriptionModule;
import org.apache.james.jmap.cassandra.upload.CassandraUploadRepository;
import org.apache.james.jmap.cassandra.upload.UploadConfiguration;
import org.apache.james.jmap.cassandra.upload.UploadDAO;
import org.apache.james.jmap.cassandra.upload.UploadModule;
import org.apache.james.user.api.UsernameChangeTaskStep;

/**
 * What JMAP keeps: changes of mailboxes and messages, uploads, identities, previews and filters;
 * and the tables of {@link JmapAccessModule}.
 *
 * <p>Binds the repositories that James' JMAP modules, the mailet {@code JMAPFiltering} and the REST
 * resources ask for. To be bound elsewhere: the listeners that fill them ({@code
 * JMAPListenerModule}).
 */
public class JmapStorageModule extends AbstractModule {
  /** Changes in one answer; a client asks again for more (RFC 8620 section 5.2). */
  private static final Limit CHANGES_AT_ONCE = Limit.of(256);

  @Override
  protected void configure() {
    bindChanges();
    bindUserData();
    bindProjections();

    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(CassandraAccessModule.MODULE);
    tables.addBinding().toInstance(CassandraMailboxChangeModule.MODULE);
    tables.addBinding().toInstance(CassandraEmailChangeModule.MODULE);
    tables.addBinding().toInstance(UploadModule.MODULE);
    tables.addBinding().toInstance(CassandraPushSubscriptionModule.MODULE);
    tables.addBinding().toInstance(CassandraCustomIdentityModule.MODULE());
    tables.addBinding().toInstance(CassandraFilteringProjectionModule.MODULE);
    tables.addBinding().toInstance(CassandraMessageFastViewProjectionModule.MODULE);
    tables.addBinding().toInstance(CassandraEmailQueryViewModule.MODULE);

    Multibinder<EventDTOModule<? extends Event, ? extends EventDTO>> events =
        Multibinder.newSetBinder(
            binder(), new TypeLiteral<EventDTOModule<? extends Event, ? extends EventDTO>>() {});
    events.addBinding().toInstance(FilteringRuleSetDefineDTOModules.FILTERING_RULE_SET_DEFINED);
    events.addBinding().toInstance(FilteringRuleSetDefineDTOModules.FILTERING_INCREMENT);
    Multibinder.newSetBinder(binder(), UsernameChangeTaskStep.class)
        .addBinding()
        .to(FilterUsernameChangeTaskStep.class);
  }

  private void bindChanges() {
    bind(EmailChangeRepositoryDAO.class).in(Scopes.SINGLETON);
    bind(MailboxChangeRepositoryDAO.class).in(Scopes.SINGLETON);
    bind(MailboxChangeRepository.class).to(CassandraMailboxChangeRepository.class);
    bind(EmailChangeRepository.class).to(CassandraEmailChangeRepository.class);
    bind(State.Factory.class).to(CassandraStateFactory.class);
    bind(Limit.class)
        .annotatedWith(Names.named(CassandraEmailChangeRepository.LIMIT_NAME))
        .toInstance(CHANGES_AT_ONCE);
    bind(Limit.class)
        .annotatedWith(Names.named(CassandraMailboxChangeRepository.LIMIT_NAME))
        .toInstance(CHANGES_AT_ONCE);
  }

  private void bindUserData() {
    bind(UploadDAO.class).in(Scopes.SINGLETON);
    bind(UploadConfiguration.class).toInstance(UploadConfiguration.SINGLETON);
    bind(CassandraUploadRepository.class).in(Scopes.SINGLETON);
    bind(UploadRepository.class).to(CassandraUploadRepository.class);
    bind(CassandraCustomIdentityDAO.class).in(Scopes.SINGLETON);
    bind(CustomIdentityDAO.class).to(CassandraCustomIdentityDAO.class);
  }

  private void bindProjections() {
    bind(CassandraFilteringProjection.class).in(Scopes.SINGLETON);
    bind(EventSourcingFilteringManagement.ReadProjection.class)
        .to(CassandraFilteringProjection.class);
    bind(CassandraMessageFastViewProjection.class).in(Scopes.SINGLETON);
    bind(MessageFastViewProjection.class).to(CassandraMessageFastViewProjection.class);
    bind(CassandraEmailQueryView.class).in(Scopes.SINGLETON);
    bind(EmailQueryView.class).to(CassandraEmailQueryView.class);
    bind(MessageFastViewProjectionHealthCheck.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), HealthCheck.class)
        .addBinding()
        .to(MessageFastViewProjectionHealthCheck.class);
  }

  /** Filters are read at each delivery: from one row, not from the list of all changes to them. */
  @Provides
  @Singleton
  FilteringManagement filters(EventStore events, CassandraFilteringProjection projection) {
    return new EventSourcingFilteringManagement(events, projection);
  }
}
