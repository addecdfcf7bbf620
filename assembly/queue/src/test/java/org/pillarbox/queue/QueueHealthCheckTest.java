package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class QueueHealthCheckTest {
  @TempDir Path directory;
  private FileMailQueueFactory queues;

  private Result check(long reserved, Duration alarmAge) {
    QueueConfiguration usual = QueueConfiguration.defaults(directory);
    QueueConfiguration settings =
        new QueueConfiguration(
            directory,
            2,
            5,
            usual.firstBackOff(),
            usual.longestBackOff(),
            reserved,
            alarmAge,
            usual.stopWait());
    if (queues == null) {
      queues =
          new FileMailQueueFactory(
              settings,
              new RawMailQueueItemDecoratorFactory(),
              new NoopGaugeRegistry(),
              Clock.systemUTC());
    }
    SpoolSpace space = new SpoolSpace(settings, Clock.systemUTC());
    return Mono.from(new QueueHealthCheck(queues, settings, space).check())
        .block(Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() {
    queues.stop();
  }

  @Test
  void isHealthyWhenNothingIsWrong() {
    assertThat(check(0, Duration.ofHours(1)).isHealthy()).isTrue();
  }

  @Test
  void isDegradedWhenAMessageIsDueAndNotTaken() throws Exception {
    check(0, Duration.ofHours(1));
    queues.createQueue(MailQueueFactory.SPOOL).enQueue(Mails.named("waits"));
    long put = System.nanoTime();
    while (System.nanoTime() - put < Duration.ofMillis(20).toNanos()) {
      Thread.onSpinWait();
    }

    assertThat(check(0, Duration.ofMillis(5)).isDegraded()).isTrue();
    assertThat(check(0, Duration.ofHours(1)).isHealthy()).isTrue();
  }

  @Test
  void isDegradedWhenAMessageOfTheSpoolIsInHandAndNeverDone() throws Exception {
    check(0, Duration.ofHours(1));
    FileMailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
    spool.enQueue(Mails.named("hangs"));
    assertThat(spool.take(() -> false)).isPresent();
    long taken = System.nanoTime();
    while (System.nanoTime() - taken < Duration.ofMillis(20).toNanos()) {
      Thread.onSpinWait();
    }

    assertThat(check(0, Duration.ofMillis(5)).isDegraded()).isTrue();
    assertThat(spool.oldestAge()).get().satisfies(age -> assertThat(age).isPositive());
  }

  @Test
  void isUnhealthyWhenAQueueThatNobodyReadsHoldsMail() throws Exception {
    check(0, Duration.ofHours(1));
    Path entries = directory.resolve("forgotten/entries");
    Files.createDirectories(entries);
    assertThat(check(0, Duration.ofHours(1)).isHealthy()).isTrue();

    Files.writeString(entries.resolve("a.mail"), "mail");

    assertThat(check(0, Duration.ofHours(1)).isUnHealthy()).isTrue();
  }

  @Test
  void isUnhealthyWhenAFileCantBeRead() throws Exception {
    check(0, Duration.ofHours(1));
    queues.createQueue(MailQueueName.of("outgoing"));
    Files.writeString(directory.resolve("outgoing/damaged/x"), "?");

    assertThat(check(0, Duration.ofHours(1)).isUnHealthy()).isTrue();
  }

  @Test
  void isDegradedWhenTheDiskIsAtItsReserve() {
    assertThat(check(Long.MAX_VALUE, Duration.ofHours(1)).isDegraded()).isTrue();
  }
}
