package org.pillarbox.storage.events;

import com.google.common.collect.ImmutableSet;
import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import java.util.Set;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.EventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStoreModule;
import org.apache.james.eventsourcing.eventstore.cassandra.EventNestedTypes;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;
import org.apache.james.json.DTO;
import org.apache.james.json.DTOModule;
import org.apache.james.mailbox.quota.cassandra.dto.QuotaEventDTOModules;

/**
 * The event store for what James keeps as a list of changes: ACLs, filters, quota thresholds.
 *
 * <p>Binds {@link EventStore}. Whoever keeps events of their own adds their {@link EventDTOModule}
 * to its multibinder.
 */
public class EventStoreModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraEventStore.class).in(Scopes.SINGLETON);
    bind(EventStore.class).to(CassandraEventStore.class);

    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraEventStoreModule.MODULE());
    Multibinder.newSetBinder(
            binder(), new TypeLiteral<EventDTOModule<? extends Event, ? extends EventDTO>>() {})
        .addBinding()
        .toInstance(QuotaEventDTOModules.QUOTA_THRESHOLD_CHANGE);

    bind(new TypeLiteral<Set<DTOModule<?, ? extends DTO>>>() {})
        .annotatedWith(Names.named(EventNestedTypes.EVENT_NESTED_TYPES_INJECTION_NAME))
        .toInstance(ImmutableSet.of());
  }
}
