package org.pillarbox.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.CurrentQuotaCalculator;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.actions.DeliveryOutcome;
import org.pillarbox.actions.DeliveryOutcomes;
import org.pillarbox.tracking.MailLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts a mailbox anew after a delivery that did not succeed at once.
 *
 * <p>A try that fails or dies may have written the message without counting it: James counts in a
 * listener, after the write. The message stays in the spool and is delivered again, perhaps twice,
 * and the count of that user is in doubt until somebody counts. Only users whose mail was in flight
 * are counted, so a restart costs what was in flight.
 */
@Singleton
final class QuotaAfterRetry implements DeliveryOutcomes {
  private static final Logger LOGGER = LoggerFactory.getLogger(QuotaAfterRetry.class);
  private static final int MOST_IN_DOUBT = 100_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final MailLog log;
  private final UsersRepository users;
  private final SessionProvider sessions;
  private final UserQuotaRootResolver roots;
  private final CurrentQuotaCalculator calculator;
  private final CurrentQuotaManager quotas;
  private final Cache<String, Boolean> doubtful =
      Caffeine.newBuilder().maximumSize(MOST_IN_DOUBT).build();
  private final Set<Username> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService counting =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "quota-after-retry"));

  @Inject
  QuotaAfterRetry(
      MailLog log,
      UsersRepository users,
      SessionProvider sessions,
      UserQuotaRootResolver roots,
      CurrentQuotaCalculator calculator,
      CurrentQuotaManager quotas) {
    this.log = log;
    this.users = users;
    this.sessions = sessions;
    this.roots = roots;
    this.calculator = calculator;
    this.quotas = quotas;
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
        counting.execute(() -> count(username));
      }
    } catch (UsersRepositoryException e) {
      LOGGER.error("The quota of {} could not be counted anew", recipient.asString(), e);
    }
  }

  private void count(Username username) {
    waiting.remove(username);
    MailboxSession session = sessions.createSystemSession(username);
    QuotaRoot root = roots.forUser(username);
    try {
      calculator
          .recalculateCurrentQuotas(root, session)
          .flatMap(
              current -> Mono.from(quotas.setCurrentQuotas(QuotaOperation.from(root, current))))
          .block(PATIENCE);
      LOGGER.info(
          "counted the mailboxes of {} anew after a delivery that was tried again",
          username.asString());
    } catch (RuntimeException e) {
      LOGGER.error("The quota of {} could not be counted anew", username.asString(), e);
    }
  }

  @PreDestroy
  void stop() {
    counting.shutdownNow();
  }
}
