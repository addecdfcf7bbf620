package org.pillarbox.rulebook.entrance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Username;
import org.apache.james.jmap.core.SetError;
import org.apache.james.jmap.method.EmailSubmissionCreationParseException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.pillarbox.protection.admission.Admission;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Decision;
import org.pillarbox.protection.admission.Entrance;
import org.pillarbox.protection.admission.Refusal;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import scala.Option;

/**
 * The queues as JMAP sees them: what is submitted (RFC 8621 section 7.5) is asked of {@link
 * Admission} before it enters the spool, and a refusal is the submission's {@code SetError}. James'
 * JMAP is the only one that asks for the queues in this form; everybody else has the real ones.
 */
public final class JmapSubmission implements MailQueueFactory<MailQueue> {
  private static final Logger LOGGER = LoggerFactory.getLogger(JmapSubmission.class);
  private static final AttributeName USER =
      AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

  /** RFC 8621 section 7.5: the user may not send this. */
  private static final String FORBIDDEN_TO_SEND = "forbiddenToSend";

  /** RFC 8620 section 5.3: try again later. */
  private static final String RATE_LIMIT = "rateLimit";

  private final MailQueueFactory<?> queues;
  private final Admission admission;

  @Inject
  public JmapSubmission(MailQueueFactory<?> queues, Admission admission) {
    this.queues = queues;
    this.admission = admission;
  }

  @Override
  public Optional<MailQueue> getQueue(MailQueueName name, PrefetchCount count) {
    return queues.getQueue(name, count).map(Admitting::new);
  }

  @Override
  public MailQueue createQueue(MailQueueName name, PrefetchCount count) {
    return new Admitting(queues.createQueue(name, count));
  }

  @Override
  public Set<MailQueueName> listCreatedMailQueues() {
    return queues.listCreatedMailQueues();
  }

  private void admit(Mail mail) throws EmailSubmissionCreationParseException {
    Arrival arrival =
        new Arrival(
            Entrance.JMAP,
            Optional.empty(),
            Optional.empty(),
            true,
            AttributeUtils.getValueAndCastFromMail(mail, USER, String.class).map(Username::of),
            mail.getMaybeSender(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    try {
      if (admission.message(arrival, mail) instanceof Decision.Refused refused) {
        throw error(refused.refusal());
      }
    } catch (MessagingException | RuntimeException e) {
      LOGGER.error("Submission {} can't be decided now", mail.getName(), e);
      throw error(Refusal.later());
    }
  }

  private static EmailSubmissionCreationParseException error(Refusal refusal) {
    boolean later = refusal.code().startsWith("4");
    return new EmailSubmissionCreationParseException(
        SetError.apply(
            later ? RATE_LIMIT : FORBIDDEN_TO_SEND,
            refusal.status() + " " + refusal.text(),
            Option.empty()));
  }

  /** A queue whose every message is asked about first. */
  private final class Admitting implements MailQueue {
    private final MailQueue queue;

    Admitting(MailQueue queue) {
      this.queue = queue;
    }

    @Override
    public MailQueueName getName() {
      return queue.getName();
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
      ask(mail);
      queue.enQueue(mail, delay);
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
      ask(mail);
      queue.enQueue(mail);
    }

    private void ask(Mail mail) throws MailQueueException {
      try {
        admit(mail);
      } catch (EmailSubmissionCreationParseException e) {
        throw new MailQueueException(e.setError().toString(), e);
      }
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
      return Mono.fromCallable(
              () -> {
                admit(mail);
                return List.of();
              })
          .subscribeOn(Schedulers.boundedElastic())
          .then(Mono.defer(() -> Mono.from(queue.enqueueReactive(mail))));
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
      return queue.deQueue();
    }

    @Override
    public void close() throws java.io.IOException {
      queue.close();
    }
  }
}
