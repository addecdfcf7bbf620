package org.pillarbox.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.CurrentQuotaCalculator;
import org.apache.james.task.Task.Result;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.actions.DeliveryOutcome;
import org.pillarbox.actions.DeliveryOutcomes;
import org.pillarbox.tracking.MailLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts a user's mailboxes anew after a delivery that did not succeed at once.
 *
 * <p>A try that fails or dies may have written the message without counting it: James keeps the
 * number of messages (what SELECT shows as EXISTS) and the quota in counters beside the message,
 * written after it. A message that is not counted is there and yet invisible to a client that
 * trusts EXISTS. The message stays in the spool and is delivered again, perhaps twice, and the
 * counts of that user are in doubt until somebody counts. Only users whose mail was in flight are
 * counted, so a restart costs what was in flight.
 *
 * <p>Mail that arrives while somebody counts may be counted twice, so it is done again, each time
 * later.
 */
@Singleton
final class CountsAfterRetry implements DeliveryOutcomes {
  private static final Logger LOGGER = LoggerFactory.getLogger(CountsAfterRetry.class);
  private static final int MOST_IN_DOUBT = 100_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<Duration> LATER =
      List.of(Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(90));

  private final MailLog log;
  private final UsersRepository users;
  private final SessionProvider sessions;
  private final UserQuotaRootResolver roots;
  private final CurrentQuotaCalculator calculator;
  private final CurrentQuotaManager quotas;
  private final RecomputeMailboxCountersService counters;
  private final Cache<String, Boolean> doubtful =
      Caffeine.newBuilder().maximumSize(MOST_IN_DOUBT).build();
  private final Set<Username> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService counting =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "counts-after-retry"));

  @Inject
  CountsAfterRetry(
      MailLog log,
      UsersRepository users,
      SessionProvider sessions,
      UserQuotaRootResolver roots,
      CurrentQuotaCalculator calculator,
      CurrentQuotaManager quotas,
      RecomputeMailboxCountersService counters) {
    this.log = log;
    this.users = users;
    this.sessions = sessions;
    this.roots = roots;
    this.calculator = calculator;
    this.quotas = quotas;
    this.counters = counters;
  }

  /** A message that a former process left in the spool: it may have been delivered already. */
  void inDoubt(String id) {
    doubtful.put(id, Boolean.TRUE);
  }

  @Override
  public void record(DeliveryOutcome outcome) {
    log.record(outcome);
    if (outcome.relay().equals("local")) {
      switch (outcome.status()) {
        case DEFERRED -> inDoubt(outcome.mailId());
        case DELIVERED -> delivered(outcome);
        case RELAYED, FAILED -> doubtful.invalidate(outcome.mailId());
      }
    }
  }

  private void delivered(DeliveryOutcome outcome) {
    // Not taken out: another recipient of the same message may be in doubt too. A start forgets
    // them all.
    if (doubtful.getIfPresent(outcome.mailId()) != null) {
      count(outcome.recipient());
    }
  }

  private void count(MailAddress recipient) {
    try {
      Username username = users.getUsername(recipient);
      if (waiting.add(username)) {
        for (Duration later : LATER) {
          ScheduledFuture<?> unused =
              counting.schedule(() -> count(username), later.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (UsersRepositoryException e) {
      LOGGER.error("The mailboxes of {} could not be counted anew", recipient.asString(), e);
    }
  }

  private void count(Username username) {
    // What is retried from now on is not in this count: it asks for counts of its own.
    waiting.remove(username);
    MailboxSession session = sessions.createSystemSession(username);
    QuotaRoot root = roots.forUser(username);
    try {
      Flux.from(roots.retrieveAssociatedMailboxes(root, session))
          .concatMap(this::countMessages)
          .then(calculator.recalculateCurrentQuotas(root, session))
          .flatMap(counted -> set(root, counted))
          .block(PATIENCE);
      LOGGER.info("counted the mailboxes of {} anew", username.asString());
    } catch (RuntimeException e) {
      LOGGER.error("The mailboxes of {} could not be counted anew", username.asString(), e);
    }
  }

  private Mono<Result> countMessages(Mailbox mailbox) {
    return counters.recomputeMailboxCounter(
        new RecomputeMailboxCountersService.Context(),
        mailbox,
        RecomputeMailboxCountersService.Options.trustMessageProjection());
  }

  /**
   * Not James' setCurrentQuotas: it takes the old count from a row that is not this root's, and so
   * only adds.
   */
  private Mono<Void> set(QuotaRoot root, CurrentQuotas counted) {
    return Mono.from(quotas.getCurrentQuotas(root))
        .flatMap(stored -> Mono.from(quotas.decrease(QuotaOperation.from(root, stored))))
        .then(Mono.from(quotas.increase(QuotaOperation.from(root, counted))));
  }

  @PreDestroy
  void stop() {
    counting.shutdownNow();
  }
}
