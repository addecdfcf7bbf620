package org.pillarbox.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes accepted messages from the spool and routes them, in place of James' own spooler (it
 * extends that class because James' modules name it; nothing of it is used).
 *
 * <p>How the promise is kept here: a try is counted on disk before it begins, so a message that
 * kills the process is known at the next start and set apart. A message leaves the spool only after
 * the pipeline has returned without a failure for any recipient, or when it is in the error
 * repository. A failure puts it back with what is already done, so that nobody is served twice; if
 * the reason is a store that is away no try is used up ({@link StoreTrouble}). The error repository
 * is in that store too: if it is away the message stays here.
 */
@Singleton
public final class Spooler extends JamesMailSpooler {
  private static final Logger LOGGER = LoggerFactory.getLogger(Spooler.class);

  private static final int LONGEST_REASON = 200;

  private final MetricFactory metrics;
  private final MailProcessor processor;
  private final MailRepositoryStore repositories;
  private final FileMailQueueFactory queues;
  private final MailQueueItemDecoratorFactory decorators;
  private final SpoolProgress progress;
  private final QueueConfiguration settings;
  private final DeliveryGate gate;
  private final AtomicInteger inHand = new AtomicInteger();
  private final List<Thread> workers = new ArrayList<>();
  private CountDownLatch ended = new CountDownLatch(0);
  private Optional<MailRepositoryUrl> errors = Optional.empty();
  private volatile boolean stopping;

  @Inject
  public Spooler(
      MetricFactory metrics,
      GaugeRegistry gauges,
      MailProcessor processor,
      MailRepositoryStore repositories,
      FileMailQueueFactory queues,
      MailQueueItemDecoratorFactory decorators,
      SpoolProgress progress,
      QueueConfiguration settings,
      DeliveryGate gate) {
    super(metrics, gauges, processor, repositories, queues);
    this.metrics = metrics;
    this.processor = processor;
    this.repositories = repositories;
    this.queues = queues;
    this.decorators = decorators;
    this.progress = progress;
    this.settings = settings;
    this.gate = gate;
    gauges.register(SPOOL_PROCESSING + ".inFlight", inHand::get);
  }

  @Override
  public void configure(JamesMailSpooler.Configuration configuration) {
    errors = Optional.of(configuration.getErrorRepositoryURL());
  }

  @Override
  public synchronized void init() {
    FileMailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
    stopping = false;
    ended = new CountDownLatch(settings.threads());
    for (int i = 0; i < settings.threads(); i++) {
      Thread worker = new Thread(() -> work(spool), "spooler-" + i);
      workers.add(worker);
      worker.start();
    }
    LOGGER.info("The spooler routes up to {} messages at a time", settings.threads());
  }

  @Override
  public synchronized void restart() {
    dispose();
    init();
  }

  private void work(FileMailQueue spool) {
    try {
      gate.pass();
      while (!stopping) {
        Optional<QueueItem> item = spool.take(() -> stopping);
        if (item.isEmpty()) {
          return;
        }
        handle(item.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Whatever happens to one message, the worker goes on with the next. */
  private void handle(QueueItem item) {
    TimeMetric time = metrics.timer(SPOOL_PROCESSING);
    inHand.incrementAndGet();
    try {
      if (stopping) {
        item.giveBack();
      } else {
        handleCounted(item);
      }
    } catch (MailQueueException | RuntimeException e) {
      LOGGER.error(
          "{} stays in the spool as it is and comes again with the next start", item.id(), e);
    } finally {
      LifecycleUtil.dispose(item.getMail());
      inHand.decrementAndGet();
      time.stopAndPublish();
    }
  }

  private void handleCounted(QueueItem item) throws MailQueueException {
    EntryName before = item.name();
    MailTrail.begin(item.getMail(), Instant.ofEpochMilli(before.arrived()));
    if (before.starts() >= settings.tries()) {
      setApart(
          item,
          List.of(),
          before.starts()
              + " tries began and none ended: the process died with this message in hand");
      return;
    }
    item.start();
    MailQueueItem decorated = decorators.decorate(item, MailQueueFactory.SPOOL);
    SpoolProgress.Try current = progress.begin(item.getMail(), item.id(), item.served());
    Optional<Throwable> failure;
    try {
      failure = route(decorated.getMail()).or(() -> firstFailure(current));
    } finally {
      progress.end(item.id());
    }
    if (failure.isEmpty()) {
      decorated.done(CompletionStatus.SUCCESS);
    } else {
      failed(item, current, failure.get());
    }
  }

  private Optional<Throwable> route(Mail mail) {
    try {
      processor.service(mail);
      return Thread.currentThread().isInterrupted()
          ? Optional.of(new InterruptedException("stopped"))
          : Optional.empty();
    } catch (MessagingException | RuntimeException | StackOverflowError | LinkageError e) {
      // Errors too, as some parser may give up with one: it must count as a failed try. Not
      // OutOfMemoryError, which is the
      // process's trouble: it ends the worker's try uncounted as a failure but counted as a start.
      return Optional.of(e);
    }
  }

  private static Optional<Throwable> firstFailure(SpoolProgress.Try current) {
    // Poison before trouble of the store: else a poisoned recipient would wait for ever behind a
    // patient one.
    return current.failed().values().stream()
        .filter(failure -> !StoreTrouble.isCauseOf(failure))
        .findFirst()
        .or(() -> current.failed().values().stream().findFirst());
  }

  private void failed(QueueItem item, SpoolProgress.Try current, Throwable failure)
      throws MailQueueException {
    String id = MailTrail.id(item.getMail());
    if (stopping || failure instanceof InterruptedException) {
      LOGGER.info("{} was interrupted by the stop and is tried again after the next start", id);
      item.waitForStore(current.done());
    } else if (StoreTrouble.isCauseOf(failure)) {
      // Once for each message: hundreds of them try every few seconds until it is back.
      LOGGER
          .atLevel(item.name().waits() == 0 ? Level.WARN : Level.DEBUG)
          .log("{} waits: what it needs is away ({})", id, oneLine(failure));
      item.waitForStore(current.done());
    } else if (item.name().failures() + 1 >= settings.tries()) {
      LOGGER.error("{} failed for the last time", id, failure);
      setApart(item, List.copyOf(current.failed().keySet()), String.valueOf(failure));
    } else {
      LOGGER.error(
          "{} failed, try {} of {}", id, item.name().failures() + 1, settings.tries(), failure);
      item.failed(current.done());
    }
  }

  private static String oneLine(Throwable failure) {
    String line = failure.toString().replaceAll("\\s+", " ");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }

  /**
   * Into the error repository, and only when it is there out of the spool. The mail is read anew,
   * as it was accepted; of its recipients those remain that are known to have failed, or all if the
   * failure was not about some.
   */
  private void setApart(QueueItem item, List<MailAddress> failed, String why)
      throws MailQueueException {
    String id = MailTrail.id(item.getMail());
    try {
      Mail mail = item.reread();
      try {
        MailTrail.begin(mail, Instant.ofEpochMilli(item.name().arrived()));
        mail.setState(Mail.ERROR);
        mail.setErrorMessage(why);
        // The name is the key there: two entries with one name must not replace each other.
        mail.setName(mail.getName() + "." + item.id());
        if (!failed.isEmpty()) {
          mail.setRecipients(failed);
        }
        repositories.select(errors.orElseThrow()).store(mail);
      } finally {
        LifecycleUtil.dispose(mail);
      }
      item.done(CompletionStatus.SUCCESS);
      LOGGER.error("{} is set apart in {}: {}", id, errors.get().asString(), why);
    } catch (MailRepositoryStoreException | MessagingException | RuntimeException e) {
      LOGGER.error("{} can't be set apart now and stays in the spool", id, e);
      item.waitForStore(item.served());
    }
  }

  /**
   * Stops taking, gives what is in hand the time of the configuration, then interrupts. Nothing
   * leaves the disk by this.
   */
  @PreDestroy
  @Override
  public synchronized void dispose() {
    stopping = true;
    queues.getQueue(MailQueueFactory.SPOOL).ifPresent(FileMailQueue::wakeTakers);
    if (!awaitEnd(settings.stopWait())) {
      workers.forEach(Thread::interrupt);
      if (!awaitEnd(Duration.ofSeconds(2))) {
        LOGGER.warn("{} messages are still in hand; they stay in the spool", inHand.get());
      }
    }
    workers.clear();
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public int getThreadCount() {
    return settings.threads();
  }

  @Override
  public int getCurrentSpoolCount() {
    return inHand.get();
  }
}
