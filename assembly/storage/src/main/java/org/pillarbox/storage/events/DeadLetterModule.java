package org.pillarbox.storage.events;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.EventDeadLettersHealthCheck;

/**
 * The events that a listener could not handle after all its tries, kept until an admin has them
 * delivered again.
 *
 * <p>Binds {@link EventDeadLetters} and its health check, which is degraded while there is any.
 */
public class DeadLetterModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraEventDeadLetters.class).in(Scopes.SINGLETON);
    bind(EventDeadLetters.class).to(CassandraEventDeadLetters.class);

    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(DeadLetterTable.MODULE);
    Multibinder.newSetBinder(binder(), HealthCheck.class)
        .addBinding()
        .to(EventDeadLettersHealthCheck.class);
  }
}
