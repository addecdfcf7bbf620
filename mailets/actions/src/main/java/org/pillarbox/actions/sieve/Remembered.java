package org.pillarbox.actions.sieve;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.RecipientId;

/**
 * Who was told what of late, so that nobody is told with every message. In the registry in which
 * James notes vacation replies, under names that no account has.
 */
public final class Remembered {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PREFIX = "sieve:";

  private final NotificationRegistry registry;
  private final Clock clock;

  @Inject
  public Remembered(NotificationRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Whether {@code to} was told this and the time given then is not over. */
  boolean knows(Username user, String what, MailAddress to) {
    return Boolean.TRUE.equals(
        registry
            .isRegistered(account(user, what), RecipientId.fromMailAddress(to))
            .block(PATIENCE));
  }

  /** Notes that {@code to} was told this, for so long. */
  void note(Username user, String what, MailAddress to, Duration time) {
    ZonedDateTime end = clock.instant().atZone(ZoneOffset.UTC).plus(time);
    registry
        .register(account(user, what), RecipientId.fromMailAddress(to), Optional.of(end))
        .block(PATIENCE);
  }

  private static AccountId account(Username user, String what) {
    return AccountId.fromString(PREFIX + user.asString() + ":" + what);
  }
}
