package org.pillarbox.storage.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RememberedUsageTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final QuotaRoot BOB = root("bob@example.org");
  private static final QuotaRoot EVE = root("eve@example.org");

  private final Counted behind = new Counted();
  private final RememberedUsage usage = new RememberedUsage(behind);

  @Test
  void isReadOnceUntilItChanges() {
    assertThat(read(BOB).count().asLong()).isZero();
    Mono.from(usage.increase(operation(BOB, 1, 100))).block(SOON);
    for (int i = 0; i < 3; i++) {
      assertThat(read(BOB)).isEqualTo(CurrentQuotas.from(operation(BOB, 1, 100)));
    }
    Mono.from(usage.decrease(operation(BOB, 1, 100))).block(SOON);
    assertThat(read(BOB).size().asLong()).isZero();

    assertThat(behind.reads).hasValue(3);
  }

  @Test
  void aChangeOfOneUserLeavesTheOthersKnown() {
    read(BOB);
    read(EVE);
    Mono.from(usage.setCurrentQuotas(operation(EVE, 7, 7))).block(SOON);
    read(BOB);

    assertThat(behind.reads).hasValue(2);
    assertThat(read(EVE).count().asLong()).isEqualTo(7);
  }

  @Test
  void whatWasReadBesideAChangeIsNotRemembered() {
    Sinks.Empty<Void> change = Sinks.empty();
    behind.before = change.asMono();
    Mono<Void> increase = Mono.from(usage.increase(operation(BOB, 1, 1))).cache();
    increase.subscribe();
    assertThat(read(BOB).count().asLong()).isZero();

    change.tryEmitEmpty().orThrow();
    increase.block(SOON);

    assertThat(read(BOB).count().asLong()).isEqualTo(1);
  }

  private CurrentQuotas read(QuotaRoot root) {
    return Mono.from(usage.getCurrentQuotas(root)).block(SOON);
  }

  private static QuotaRoot root(String user) {
    return QuotaRoot.quotaRoot(
        "#user&" + user, Optional.of(Username.of(user).getDomainPart().get()));
  }

  private static QuotaOperation operation(QuotaRoot root, long count, long size) {
    return new QuotaOperation(root, QuotaCountUsage.count(count), QuotaSizeUsage.size(size));
  }

  /** Counts how often it is asked; a change waits for what it is told to wait for. */
  private static final class Counted implements CurrentQuotaManager {
    private final Map<QuotaRoot, CurrentQuotas> kept = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private Mono<Void> before = Mono.empty();

    @Override
    public Publisher<QuotaCountUsage> getCurrentMessageCount(QuotaRoot root) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<QuotaSizeUsage> getCurrentStorage(QuotaRoot root) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<CurrentQuotas> getCurrentQuotas(QuotaRoot root) {
      return Mono.fromCallable(
          () -> {
            reads.incrementAndGet();
            return kept.getOrDefault(root, CurrentQuotas.emptyQuotas());
          });
    }

    @Override
    public Publisher<Void> increase(QuotaOperation operation) {
      return before.then(
          Mono.fromRunnable(
              () ->
                  kept.merge(
                      operation.quotaRoot(),
                      CurrentQuotas.from(operation),
                      CurrentQuotas::increase)));
    }

    @Override
    public Publisher<Void> decrease(QuotaOperation operation) {
      return Mono.fromRunnable(
          () ->
              kept.computeIfPresent(
                  operation.quotaRoot(),
                  (root, usage) -> usage.decrease(CurrentQuotas.from(operation))));
    }

    @Override
    public Publisher<Void> setCurrentQuotas(QuotaOperation operation) {
      return Mono.fromRunnable(
          () -> kept.put(operation.quotaRoot(), CurrentQuotas.from(operation)));
    }
  }
}
