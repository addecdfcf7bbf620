package org.pillarbox.actions;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Mail for other servers: puts it into the queue {@code outgoing}, one entry for each domain, and
 * sends from there; by MX, or all to one smarthost. Retries, the notice of delay and giving up
 * follow the parameters, see {@link OutboundSettings}.
 *
 * <p>An entry leaves the queue only when each of its recipients is with the next server, or in the
 * spool on the way to the sender's notification, or in a new entry for a later attempt.
 */
public final class DeliverRemotely extends GenericMailet {
  /** The queue that this mailet fills and empties. */
  public static final MailQueueName OUTGOING = MailQueueName.of("outgoing");

  private static final Logger LOGGER = LoggerFactory.getLogger(DeliverRemotely.class);
  private static final int QUEUED = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DNSService dns;
  private final MailQueueFactory<?> queues;
  private final DeliveryProgress progress;
  private final DeliveryOutcomes outcomes;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Optional<Running> running = Optional.empty();
  private OutboundSettings settings;

  private record Running(MailQueue queue, Disposable subscription, Scheduler workers) {}

  @Inject
  public DeliverRemotely(
      DNSService dns,
      MailQueueFactory<?> queues,
      DeliveryProgress progress,
      DeliveryOutcomes outcomes,
      Clock clock) {
    this.dns = dns;
    this.queues = queues;
    this.progress = progress;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  @Override
  public void init() throws MessagingException {
    settings = OutboundSettings.from(this::getInitParameterAsOptional);
    MailQueue queue =
        queues.createQueue(OUTGOING, MailQueueFactory.prefetchCount(settings.threads()));
    Scheduler workers = Schedulers.newBoundedElastic(settings.threads(), QUEUED, "outgoing");
    OutboundQueue outbound =
        new OutboundQueue(
            queue,
            settings,
            new Routes(dns, settings, clock),
            getMailetContext(),
            outcomes,
            clock,
            stopping);
    Disposable subscription =
        Flux.from(queue.deQueue())
            .flatMap(item -> sending(outbound, item, workers), settings.threads(), 1)
            // One mail's trouble, or the disk's, must not be the end of all sending.
            .doOnError(
                error -> LOGGER.error("Taking mail to send failed; going on in a second", error))
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
            .subscribe();
    running = Optional.of(new Running(queue, subscription, workers));
  }

  private static Mono<Void> sending(
      OutboundQueue outbound, MailQueue.MailQueueItem item, Scheduler workers) {
    return Mono.<Void>fromRunnable(() -> outbound.send(item))
        .onErrorResume(
            error -> {
              LOGGER.error(
                  "{} is tried again after the next start", item.getMail().getName(), error);
              return Mono.empty();
            })
        .subscribeOn(workers);
  }

  @Override
  public List<ProcessingState> requiredProcessingState() {
    return List.of(new ProcessingState(settings.bounceProcessor()));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    MailQueue queue =
        running.map(Running::queue).orElseThrow(() -> new MessagingException("not started"));
    Map<Domain, Set<MailAddress>> byDomain = new LinkedHashMap<>();
    for (MailAddress recipient : mail.getRecipients()) {
      byDomain
          .computeIfAbsent(recipient.getDomain(), domain -> new LinkedHashSet<>())
          .add(recipient);
    }
    for (Map.Entry<Domain, Set<MailAddress>> entry : byDomain.entrySet()) {
      String step = "queue " + entry.getValue();
      if (!progress.isDone(mail, step)) {
        enqueue(queue, mail, entry.getKey(), entry.getValue());
        progress.done(mail, step);
      }
    }
    mail.setState(Mail.GHOST);
  }

  private static void enqueue(
      MailQueue queue, Mail mail, Domain domain, Set<MailAddress> recipients)
      throws MessagingException {
    Mail copy = mail.duplicate();
    try {
      copy.setName(MailTrail.id(mail) + "-to-" + domain.asString());
      copy.setRecipients(recipients);
      copy.setState(Mail.DEFAULT);
      queue.enQueue(copy);
    } finally {
      LifecycleUtil.dispose(copy);
    }
  }

  @Override
  public void destroy() {
    stopping.countDown();
    running.ifPresent(DeliverRemotely::stop);
  }

  private static void stop(Running running) {
    running.subscription().dispose();
    running.workers().dispose();
    try {
      running.queue().close();
    } catch (IOException e) {
      LOGGER.debug("The queue had trouble closing", e);
    }
  }

  @Override
  public String getMailetInfo() {
    return "Sends mail to other servers";
  }
}
