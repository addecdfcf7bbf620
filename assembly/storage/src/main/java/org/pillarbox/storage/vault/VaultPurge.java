package org.pillarbox.storage.vault;

import java.time.Duration;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.task.TaskManager;
import org.apache.james.vault.DeletedMessageVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Once a day, throws away what is older than the vault's retention. James leaves that to an admin's
 * call; a vault that nobody calls for grows for ever.
 */
public class VaultPurge implements Startable {
  private static final Logger LOGGER = LoggerFactory.getLogger(VaultPurge.class);

  /** Not at once: a start has better things to do. Not a day: some machines never run that long. */
  private static final Duration FIRST = Duration.ofHours(1);

  private static final Duration PERIOD = Duration.ofDays(1);

  private final DeletedMessageVault vault;
  private final TaskManager tasks;
  private final Duration first;
  private final Duration period;
  private final Disposable.Swap running = Disposables.swap();

  /**
   * A purge that has not begun.
   *
   * @param vault to be purged
   * @param tasks where each purge runs and is seen
   */
  @Inject
  public VaultPurge(DeletedMessageVault vault, TaskManager tasks) {
    this(vault, tasks, FIRST, PERIOD);
  }

  VaultPurge(DeletedMessageVault vault, TaskManager tasks, Duration first, Duration period) {
    this.vault = vault;
    this.tasks = tasks;
    this.first = first;
    this.period = period;
  }

  /** Begins; a second call begins anew. */
  public void start() {
    running.update(
        Flux.interval(first, period, Schedulers.parallel())
            .onBackpressureDrop()
            .publishOn(Schedulers.boundedElastic(), 1)
            .subscribe(tick -> submit(), e -> LOGGER.error("The vault is not purged any more", e)));
  }

  /** Ends; a purge that runs goes on until the task manager stops it. */
  @PreDestroy
  public void stop() {
    running.dispose();
  }

  private void submit() {
    try {
      tasks.submit(vault.deleteExpiredMessagesTask());
    } catch (RuntimeException e) {
      LOGGER.error("Purging the vault could not be begun; the next try is in {}", period, e);
    }
  }
}
