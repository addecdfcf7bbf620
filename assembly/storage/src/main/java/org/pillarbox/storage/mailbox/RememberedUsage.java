package org.pillarbox.storage.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.mailbox.cassandra.quota.CassandraCurrentQuotaManager;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * How much each user keeps, read from Cassandra once after each change: one delivery asks for it at
 * RCPT, before it stores and after it has counted.
 *
 * <p>As in {@code RowMemory}, what is remembered counts only until a change begins, and a read that
 * ran beside a change is not remembered. For one process per keyspace (ADR-0011).
 */
@Singleton
final class RememberedUsage implements CurrentQuotaManager {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_USERS = 10_000;
  private static final int AGES = 4096;

  private final CurrentQuotaManager cassandra;
  private final AtomicLongArray ages = new AtomicLongArray(AGES);
  private final Cache<QuotaRoot, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_USERS).expireAfterWrite(LONGEST).build();

  private record Known(long age, CurrentQuotas usage) {}

  @Inject
  RememberedUsage(CassandraCurrentQuotaManager cassandra) {
    this((CurrentQuotaManager) cassandra);
  }

  RememberedUsage(CurrentQuotaManager behind) {
    this.cassandra = behind;
  }

  @Override
  public Publisher<QuotaCountUsage> getCurrentMessageCount(QuotaRoot root) {
    return usage(root).map(CurrentQuotas::count);
  }

  @Override
  public Publisher<QuotaSizeUsage> getCurrentStorage(QuotaRoot root) {
    return usage(root).map(CurrentQuotas::size);
  }

  @Override
  public Publisher<CurrentQuotas> getCurrentQuotas(QuotaRoot root) {
    return usage(root);
  }

  private Mono<CurrentQuotas> usage(QuotaRoot root) {
    return Mono.defer(
        () -> {
          long age = ages.get(slot(root));
          Known before = known.getIfPresent(root);
          return before != null && before.age() == age
              ? Mono.just(before.usage())
              : Mono.from(cassandra.getCurrentQuotas(root))
                  .doOnNext(usage -> known.put(root, new Known(age, usage)));
        });
  }

  @Override
  public Publisher<Void> increase(QuotaOperation operation) {
    return changing(operation.quotaRoot(), cassandra.increase(operation));
  }

  @Override
  public Publisher<Void> decrease(QuotaOperation operation) {
    return changing(operation.quotaRoot(), cassandra.decrease(operation));
  }

  @Override
  public Publisher<Void> setCurrentQuotas(QuotaOperation operation) {
    return changing(operation.quotaRoot(), cassandra.setCurrentQuotas(operation));
  }

  private Mono<Void> changing(QuotaRoot root, Publisher<Void> change) {
    return Mono.defer(
        () -> {
          older(root);
          return Mono.from(change).doOnTerminate(() -> older(root)).doOnCancel(() -> older(root));
        });
  }

  private void older(QuotaRoot root) {
    ages.incrementAndGet(slot(root));
  }

  private static int slot(QuotaRoot root) {
    return Math.floorMod(root.hashCode(), AGES);
  }
}
