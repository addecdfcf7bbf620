package org.pillarbox.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.core.Username;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.task.Hostname;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.task.Task;
import org.apache.james.task.TaskManager;
import org.apache.james.task.TaskType;
import org.apache.james.vault.DeletedMessage;
import org.apache.james.vault.DeletedMessageVault;
import org.apache.james.vault.search.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class VaultPurgeTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final CountingVault vault = new CountingVault();
  private final MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("pillarbox.test"));
  private final VaultPurge purge = new VaultPurge(vault, tasks, SHORT, SHORT);

  @AfterEach
  void stop() {
    purge.stop();
    tasks.stop();
  }

  @Test
  void thePurgeRunsAgainAndAgainAndIsSeenAsATask() {
    purge.start();

    await().atMost(SOON).until(() -> vault.purged.get() >= 3);
    assertThat(tasks.list(TaskManager.Status.COMPLETED)).isNotEmpty();
  }

  @Test
  void aPurgeThatCannotBeginDoesNotEndTheNextOnes() {
    vault.refusals.set(2);

    purge.start();

    await().atMost(SOON).until(() -> vault.purged.get() >= 1);
    assertThat(vault.refusals).hasValueLessThanOrEqualTo(0);
  }

  @Test
  void nothingIsPurgedBeforeTheFirstTimeIsOver() {
    VaultPurge later = new VaultPurge(vault, tasks, Duration.ofHours(1), SHORT);
    later.start();
    later.stop();

    assertThat(vault.purged).hasValue(0);
  }

  private static final class CountingVault implements DeletedMessageVault {
    private final AtomicInteger purged = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public Task deleteExpiredMessagesTask() {
      if (refusals.getAndDecrement() > 0) {
        throw new IllegalStateException("the vault cannot be read");
      }
      return new CountingTask(purged);
    }

    @Override
    public Publisher<Void> append(DeletedMessage deletedMessage, InputStream mimeMessage) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<InputStream> loadMimeMessage(Username username, MessageId messageId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> delete(Username username, MessageId messageId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<DeletedMessage> search(Username username, Query query) {
      throw new UnsupportedOperationException();
    }
  }

  private record CountingTask(AtomicInteger runs) implements Task {
    @Override
    public Result run() {
      runs.incrementAndGet();
      return Result.COMPLETED;
    }

    @Override
    public TaskType type() {
      return TaskType.of("counting");
    }
  }
}
