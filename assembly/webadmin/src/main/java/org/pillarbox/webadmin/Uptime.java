package org.pillarbox.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Since when the process of the appliance runs. */
@Singleton
public final class Uptime {
  private final Clock clock;
  private final Instant startedAt;

  @Inject
  public Uptime() {
    this(Clock.systemUTC());
  }

  Uptime(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** When this was made, which is at the start. */
  public Instant startedAt() {
    return startedAt;
  }

  /** How long ago that is. */
  public Duration elapsed() {
    return Duration.between(startedAt, clock.instant());
  }
}
