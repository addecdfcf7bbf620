package org.pillarbox.storage.data;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.DefaultVacationService;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.util.date.DefaultZonedDateTimeProvider;
import org.apache.james.util.date.ZonedDateTimeProvider;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.VacationRepository;
import org.apache.james.vacation.api.VacationService;
import org.apache.james.vacation.cassandra.CassandraNotificationRegistry;
import org.apache.james.vacation.cassandra.CassandraNotificationRegistryModule;
import org.apache.james.vacation.cassandra.CassandraVacationModule;
import org.apache.james.vacation.cassandra.CassandraVacationRepository;

/**
 * Vacation replies, and to whom one was sent already.
 *
 * <p>Binds {@link VacationService}, {@link VacationRepository}, {@link NotificationRegistry} and
 * {@link ZonedDateTimeProvider}.
 */
public class VacationModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(DefaultVacationService.class).in(Scopes.SINGLETON);
    bind(VacationService.class).to(DefaultVacationService.class);
    bind(CassandraVacationRepository.class).in(Scopes.SINGLETON);
    bind(VacationRepository.class).to(CassandraVacationRepository.class);
    bind(CassandraNotificationRegistry.class).in(Scopes.SINGLETON);
    bind(NotificationRegistry.class).to(NotificationsWhenAway.class);
    bind(DefaultZonedDateTimeProvider.class).in(Scopes.SINGLETON);
    bind(ZonedDateTimeProvider.class).to(DefaultZonedDateTimeProvider.class);

    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(CassandraVacationModule.MODULE);
    tables.addBinding().toInstance(CassandraNotificationRegistryModule.MODULE);
  }
}
