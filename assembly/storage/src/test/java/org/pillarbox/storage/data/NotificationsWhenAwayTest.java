package org.pillarbox.storage.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.RecipientId;
import org.apache.james.vacation.api.Vacation;
import org.apache.james.vacation.api.VacationPatch;
import org.apache.james.vacation.api.VacationRepository;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class NotificationsWhenAwayTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
  private static final AccountId AWAY = AccountId.fromString("away@example.org");
  private static final AccountId HERE = AccountId.fromString("here@example.org");
  private static final RecipientId SENDER = RecipientId.fromMailAddress(sender());

  private final Asked registry = new Asked();
  private final NotificationsWhenAway notifications =
      new NotificationsWhenAway(
          registry,
          new Vacations(
              Map.of(
                  AWAY, Vacation.builder().enabled(true).textBody("away").build(),
                  HERE, Vacation.builder().enabled(false).build())),
          () -> NOW);

  private static MailAddress sender() {
    try {
      return new MailAddress("sender@example.com");
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoIsHereIsNotLookedUp() {
    assertThat(notifications.isRegistered(HERE, SENDER).block(SOON)).isFalse();
    assertThat(registry.times).hasValue(0);
  }

  @Test
  void aScriptAsksWhoeverIsAway() {
    AccountId script = AccountId.fromString("sieve:here@example.org:absence:1");
    assertThat(notifications.isRegistered(script, SENDER).block(SOON)).isTrue();
  }

  @Test
  void whoIsAwayAnswersOnce() {
    assertThat(notifications.isRegistered(AWAY, SENDER).block(SOON)).isTrue();
    assertThat(registry.times).hasValue(1);
  }

  /** Knows everybody, and counts how often it is asked. */
  private static final class Asked implements NotificationRegistry {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public Mono<Void> register(
        AccountId account, RecipientId recipient, Optional<ZonedDateTime> expiry) {
      return Mono.error(new UnsupportedOperationException());
    }

    @Override
    public Mono<Boolean> isRegistered(AccountId account, RecipientId recipient) {
      times.incrementAndGet();
      return Mono.just(true);
    }

    @Override
    public Mono<Void> flush(AccountId account) {
      return Mono.error(new UnsupportedOperationException());
    }
  }

  private record Vacations(Map<AccountId, Vacation> all) implements VacationRepository {
    @Override
    public Mono<Void> modifyVacation(AccountId account, VacationPatch patch) {
      return Mono.error(new UnsupportedOperationException());
    }

    @Override
    public Mono<Vacation> retrieveVacation(AccountId account) {
      return Mono.just(all.get(account));
    }
  }
}
