package org.pillarbox.storage.mailbox;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * Ascending numbers for each mailbox, taken from blocks that are reserved in Cassandra.
 *
 * <p>James runs two transactions for each uid and two for each mod-sequence; here a block of them
 * costs two. What must hold (RFC 9051 section 2.3.1.1, RFC 7162 section 3.1): a number is given out
 * once, each is higher than those before it, and the last one said (UIDNEXT, HIGHESTMODSEQ) is
 * never above a number given out later.
 *
 * <ul>
 *   <li>Once: a block is reserved by a transaction before a number of it is given out. What a
 *       process had left when it died is never used; gaps are allowed.
 *   <li>Higher: blocks of a mailbox are fetched one at a time, and each begins above what Cassandra
 *       had recorded by then.
 *   <li>Never above: while a mailbox is known here, {@link #last} is answered from here, since
 *       Cassandra's record is the end of the block. A mailbox is forgotten only after {@link
 *       #FORGET} without use; then its record says the end of a block of which nothing more is
 *       given out.
 * </ul>
 *
 * <p>For one process per keyspace: with two, each would give out higher and lower numbers in turn.
 */
final class NumberBlocks {
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final Counter counter;
  private final int blockSize;
  private final LoadingCache<UUID, Sequence> sequences;

  NumberBlocks(Counter counter, int blockSize) {
    this.counter = counter;
    this.blockSize = blockSize;
    this.sequences = Caffeine.newBuilder().expireAfterAccess(FORGET).build(Sequence::new);
  }

  /** The first of {@code count} numbers that now belong to the caller and follow each other. */
  Mono<Long> take(UUID mailbox, int count) {
    return Mono.defer(() -> sequences.get(mailbox).take(count));
  }

  /** The highest number that was given out. */
  Mono<Long> last(UUID mailbox) {
    return Mono.defer(() -> sequences.get(mailbox).last());
  }

  /** What is kept for good: per mailbox, the end of the last block. */
  interface Counter {
    /** The end of the last block; the number below the first if there was none. */
    Mono<Long> last(UUID mailbox);

    /** Makes the last block end {@code count} higher, and says where it ended before. */
    Mono<Long> reserve(UUID mailbox, int count);
  }

  /** Numbers from {@code next} to {@code end}, both included; none if next is above end. */
  private record Block(long next, long end) {
    boolean has(int count) {
      return end - next + 1 >= count;
    }

    Block without(int count) {
      return new Block(next + count, end);
    }
  }

  private final class Sequence {
    private final UUID mailbox;
    private final AtomicReference<Optional<Block>> current =
        new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Mono<Block>>> fetching =
        new AtomicReference<>(Optional.empty());

    Sequence(UUID mailbox) {
      this.mailbox = mailbox;
    }

    Mono<Long> take(int count) {
      while (true) {
        Optional<Block> seen = current.get();
        if (seen.filter(block -> block.has(count)).isEmpty()) {
          return fetch(reserved(Math.max(count, blockSize))).then(Mono.defer(() -> take(count)));
        }
        if (current.compareAndSet(seen, seen.map(block -> block.without(count)))) {
          return Mono.just(seen.orElseThrow().next());
        }
      }
    }

    Mono<Long> last() {
      return current
          .get()
          .map(block -> Mono.just(block.next() - 1))
          .orElseGet(() -> fetch(recorded()).then(Mono.defer(this::last)));
    }

    private Mono<Block> reserved(int count) {
      return counter.reserve(mailbox, count).map(before -> new Block(before + 1, before + count));
    }

    private Mono<Block> recorded() {
      return counter.last(mailbox).map(last -> new Block(last + 1, last));
    }

    /** One at a time: whoever comes while a block is on its way waits for that one. */
    private Mono<Block> fetch(Mono<Block> block) {
      Mono<Block> fresh =
          block
              // Cleared before the waiting ones go on: one that finds the block used up must fetch
              // the next one and not be handed this one again.
              .doOnNext(
                  fetched -> {
                    current.set(Optional.of(fetched));
                    fetching.set(Optional.empty());
                  })
              .doOnError(e -> fetching.set(Optional.empty()))
              .cache();
      return fetching.updateAndGet(running -> running.or(() -> Optional.of(fresh))).orElseThrow();
    }
  }
}
