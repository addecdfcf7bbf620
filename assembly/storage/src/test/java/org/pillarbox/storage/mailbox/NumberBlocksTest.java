package org.pillarbox.storage.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class NumberBlocksTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int BLOCK = 10;
  private static final UUID INBOX = UUID.randomUUID();
  private static final UUID OUTBOX = UUID.randomUUID();

  private final RecordedCounter counter = new RecordedCounter();
  private final NumberBlocks blocks = new NumberBlocks(counter, BLOCK);

  @Test
  void numbersFollowEachOtherAcrossBlocks() {
    assertThat(LongStream.range(0, 25).mapToObj(i -> take(1)))
        .isEqualTo(LongStream.rangeClosed(1, 25).boxed().toList());
    assertThat(counter.reservations).hasValue(3);
  }

  @Test
  void eachMailboxHasItsOwn() {
    take(1);

    assertThat(blocks.take(OUTBOX, 1).block(SOON)).isEqualTo(1);
  }

  @Test
  void theLastOneSaidIsTheLastGivenOutAndNotTheEndOfTheBlock() {
    take(1);
    take(1);

    assertThat(blocks.last(INBOX).block(SOON)).isEqualTo(2);
  }

  @Test
  void aMailboxWithoutNumbersSaysSoWithoutReservingAny() {
    assertThat(blocks.last(INBOX).block(SOON)).isZero();
    assertThat(counter.reservations).hasValue(0);
  }

  @Test
  void manyAtOnceFollowEachOtherEvenIfTheyAreMoreThanABlock() {
    take(1);

    long first = take(BLOCK * 3);

    assertThat(first).isEqualTo(BLOCK + 1);
    assertThat(take(1)).isEqualTo(first + BLOCK * 3);
  }

  @Test
  void afterARestartNumbersAreHigherThanAnyThatWasGivenOutOrSaid() {
    long before = take(1);

    NumberBlocks restarted = new NumberBlocks(counter, BLOCK);
    long said = restarted.last(INBOX).blockOptional(SOON).orElseThrow();
    long after = restarted.take(INBOX, 1).blockOptional(SOON).orElseThrow();

    assertThat(said).isGreaterThanOrEqualTo(before);
    assertThat(after).isGreaterThan(said);
  }

  @Test
  void noNumberIsGivenOutTwiceHoweverManyAskAtOnce() {
    List<Long> taken =
        Flux.range(0, 2_000)
            .flatMap(i -> blocks.take(INBOX, 1).subscribeOn(Schedulers.parallel()), 64)
            .collectList()
            .block(SOON);

    assertThat(taken).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void aReservationThatFailsFailsItsCallersAndTheNextOneWorks() {
    counter.failing = true;
    assertThatThrownBy(() -> take(1)).hasMessageContaining("Cassandra is away");

    counter.failing = false;
    assertThat(take(1)).isEqualTo(1);
  }

  private long take(int count) {
    return blocks.take(INBOX, count).blockOptional(SOON).orElseThrow();
  }

  private static final class RecordedCounter implements NumberBlocks.Counter {
    private final Map<UUID, Long> ends = new ConcurrentHashMap<>();
    private final AtomicInteger reservations = new AtomicInteger();
    private volatile boolean failing;

    @Override
    public Mono<Long> last(UUID mailbox) {
      return Mono.fromCallable(() -> ends.getOrDefault(mailbox, 0L))
          .delayElement(Duration.ofMillis(1));
    }

    @Override
    public Mono<Long> reserve(UUID mailbox, int count) {
      if (failing) {
        return Mono.error(new IllegalStateException("Cassandra is away"));
      }
      return Mono.fromCallable(
              () -> {
                reservations.incrementAndGet();
                return ends.merge(mailbox, (long) count, Long::sum) - count;
              })
          .delayElement(Duration.ofMillis(1));
    }
  }
}
