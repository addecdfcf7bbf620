package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.inmemory.InMemoryMailboxSessionMapperFactory;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatermarkKeeperTest {
  private static final String INDEX = "index";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Username BOB = Username.of("bob");

  private final HandClock clock = new HandClock();
  private final InMemoryWatermarks watermarks = new InMemoryWatermarks();
  private final AtomicLong failures = new AtomicLong();
  private WatermarkKeeper keeper;
  private MailboxId mailbox;

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void aMailbox() {
    InMemoryMailboxSessionMapperFactory mappers = new InMemoryMailboxSessionMapperFactory(clock);
    SessionProviderImpl sessions =
        new SessionProviderImpl(
            (user, password) -> true, (user, other) -> Authorizator.AuthorizationState.ALLOWED);
    mailbox =
        mappers
            .getMailboxMapper(sessions.createSystemSession(BOB))
            .create(MailboxPath.inbox(BOB), UidValidity.of(1))
            .blockOptional(SOON)
            .orElseThrow()
            .getMailboxId();
    keeper =
        new WatermarkKeeper(new Mailboxes(mappers, sessions), watermarks, failures::get, clock);
  }

  @AfterEach
  void stop() {
    keeper.stop();
  }

  private boolean isMarked() {
    return watermarks.find(mailbox, INDEX).blockOptional(SOON).orElseThrow().isPresent();
  }

  @Test
  void aStateCountsOnlyAfterItHasRested() {
    keeper.touched(mailbox);
    keeper.move(INDEX);
    assertThat(isMarked()).isFalse();

    clock.now = clock.now.plus(WatermarkKeeper.REST).minusSeconds(1);
    keeper.move(INDEX);
    assertThat(isMarked()).isFalse();

    clock.now = clock.now.plusSeconds(1);
    keeper.move(INDEX);
    assertThat(isMarked()).isTrue();
  }

  @Test
  void aMailboxThatNobodyTouchedIsNotLookedAt() {
    keeper.move(INDEX);
    clock.now = clock.now.plus(WatermarkKeeper.REST);
    keeper.move(INDEX);
    assertThat(isMarked()).isFalse();
  }

  @Test
  void afterAFailureNoMarkMovesUntilAllHasBeenCompared() {
    keeper.touched(mailbox);
    keeper.move(INDEX);
    failures.incrementAndGet();
    clock.now = clock.now.plus(WatermarkKeeper.REST);
    keeper.move(INDEX);
    assertThat(isMarked()).isFalse();

    keeper.repaired(failures.get());
    keeper.move(INDEX);
    assertThat(isMarked()).as("what was seen before the failure counts no more").isFalse();
    clock.now = clock.now.plus(WatermarkKeeper.REST);
    keeper.move(INDEX);
    assertThat(isMarked()).isTrue();
  }
}
