package org.pillarbox.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.queue.api.MailQueueFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Mail in transit moves. Unhealthy: a queue takes no mail any more, holds files that can't be read,
 * or holds mail and has no reader. Degraded: a message is due and nobody takes it, or the disk is
 * at its reserve.
 */
public final class QueueHealthCheck implements HealthCheck {
  private static final ComponentName NAME = new ComponentName("Mail queues");

  private final FileMailQueueFactory queues;
  private final QueueConfiguration configuration;
  private final SpoolSpace space;

  @Inject
  public QueueHealthCheck(
      FileMailQueueFactory queues, QueueConfiguration configuration, SpoolSpace space) {
    this.queues = queues;
    this.configuration = configuration;
    this.space = space;
  }

  @Override
  public ComponentName componentName() {
    return NAME;
  }

  @Override
  public Publisher<Result> check() {
    return Mono.fromCallable(this::look).subscribeOn(Schedulers.boundedElastic());
  }

  private Result look() throws IOException {
    List<String> unread = queues.unread();
    if (!unread.isEmpty()) {
      return Result.unhealthy(NAME, "Nobody reads the mail in " + String.join(", ", unread));
    }
    for (FileMailQueue queue : queues.queues()) {
      Optional<String> broken = broken(queue);
      if (broken.isPresent()) {
        return Result.unhealthy(
            NAME, "The queue " + queue.getName().asString() + " " + broken.get());
      }
    }
    if (!space.hasRoomFor(0)) {
      return Result.degraded(
          NAME,
          "The disk is nearly full ("
              + space.freeBytes()
              + " bytes free): new mail is put off with 452");
    }
    return queues.queues().stream()
        .map(this::late)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Result.healthy(NAME));
  }

  private static Optional<String> broken(FileMailQueue queue) throws IOException {
    if (queue.refusesMail()) {
      return Optional.of("takes no mail since a sync of the disk failed; it needs a restart");
    }
    long damaged = queue.damagedCount();
    return damaged > 0
        ? Optional.of("has " + damaged + " files that can't be read, in its folder damaged")
        : Optional.empty();
  }

  private Optional<Result> late(FileMailQueue queue) {
    // A message that some code never finishes with is in hand for ever; sending one, though, may
    // take as long as the other server lets us wait.
    boolean spool = queue.getName().equals(MailQueueFactory.SPOOL);
    Optional<Duration> oldest =
        (spool ? queue.oldestUndone() : queue.oldestWait())
            .filter(age -> age.compareTo(configuration.alarmAge()) > 0);
    return oldest.map(
        age ->
            Result.degraded(
                NAME,
                "The oldest message in the queue "
                    + queue.getName().asString()
                    + " is due since "
                    + age.toSeconds()
                    + " s and not done"));
  }
}
