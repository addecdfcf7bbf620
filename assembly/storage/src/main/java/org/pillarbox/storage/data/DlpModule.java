package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.dlp.api.DLPConfigurationStore;
import org.apache.james.dlp.eventsourcing.EventSourcingDLPConfigurationStore;
import org.apache.james.dlp.eventsourcing.cassandra.DLPConfigurationModules;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;

/**
 * James' data-leak patterns, which its mailets and REST resources ask for even where none are set.
 *
 * <p>Binds {@link DLPConfigurationStore}. Needs the event store.
 */
public class DlpModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(EventSourcingDLPConfigurationStore.class).in(Scopes.SINGLETON);
    bind(DLPConfigurationStore.class).to(EventSourcingDLPConfigurationStore.class);

    Multibinder<EventDTOModule<? extends Event, ? extends EventDTO>> events =
        Multibinder.newSetBinder(
            binder(), new TypeLiteral<EventDTOModule<? extends Event, ? extends EventDTO>>() {});
    events.addBinding().toInstance(DLPConfigurationModules.DLP_CONFIGURATION_STORE);
    events.addBinding().toInstance(DLPConfigurationModules.DLP_CONFIGURATION_CLEAR);
  }
}
