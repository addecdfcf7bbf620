package org.pillarbox.storage.data;

import java.time.ZonedDateTime;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.util.date.ZonedDateTimeProvider;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.RecipientId;
import org.apache.james.vacation.api.VacationRepository;
import org.apache.james.vacation.cassandra.CassandraNotificationRegistry;
import org.apache.james.vacation.cassandra.CassandraVacationRepository;
import reactor.core.publisher.Mono;

/**
 * Who got a vacation reply already, looked up only for accounts that are away. James asks for every
 * message whether its sender got one, and then sends none because nobody is away.
 *
 * <p>Scripts keep who got a reply of theirs here too, under names that begin with {@code sieve:}
 * and are no accounts; they ask only when there is one to be sent.
 */
@Singleton
final class NotificationsWhenAway implements NotificationRegistry {
  private static final String SCRIPT = "sieve:";

  private final NotificationRegistry registry;
  private final VacationRepository vacations;
  private final ZonedDateTimeProvider clock;

  @Inject
  NotificationsWhenAway(
      CassandraNotificationRegistry registry,
      CassandraVacationRepository vacations,
      ZonedDateTimeProvider clock) {
    this((NotificationRegistry) registry, vacations, clock);
  }

  NotificationsWhenAway(
      NotificationRegistry registry, VacationRepository vacations, ZonedDateTimeProvider clock) {
    this.registry = registry;
    this.vacations = vacations;
    this.clock = clock;
  }

  @Override
  public Mono<Void> register(
      AccountId account, RecipientId recipient, Optional<ZonedDateTime> expiry) {
    return registry.register(account, recipient, expiry);
  }

  /** False, without looking, for an account that sends no reply now. */
  @Override
  public Mono<Boolean> isRegistered(AccountId account, RecipientId recipient) {
    if (account.getIdentifier().startsWith(SCRIPT)) {
      return registry.isRegistered(account, recipient);
    }
    return vacations
        .retrieveVacation(account)
        .flatMap(
            vacation ->
                vacation.isActiveAtDate(clock.get())
                    ? registry.isRegistered(account, recipient)
                    : Mono.just(false));
  }

  @Override
  public Mono<Void> flush(AccountId account) {
    return registry.flush(account);
  }
}
