package org.pillarbox.storage.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxPathLocker.LockType;
import org.apache.james.mailbox.model.MailboxPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OneWriterPerMailboxTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final MailboxPath BOBS = MailboxPath.inbox(Username.of("bob"));
  private static final MailboxPath ANNS = MailboxPath.inbox(Username.of("ann"));

  private final OneWriterPerMailbox locker = new OneWriterPerMailbox();

  private <T> Mono<T> write(MailboxPath path, Mono<T> execution) {
    return Mono.from(locker.executeReactiveWithLockReactive(path, execution, LockType.Write));
  }

  @Test
  void writersOfOneMailboxComeInTheOrderOfTheirArrival() {
    Sinks.Empty<Void> gate = Sinks.empty();
    List<Integer> order = new CopyOnWriteArrayList<>();
    Disposable first = write(BOBS, gate.asMono()).subscribe();
    List<Integer> expected = IntStream.range(0, 5000).boxed().toList();
    expected.forEach(i -> write(BOBS, Mono.fromRunnable(() -> order.add(i))).subscribe());
    assertThat(order).isEmpty();

    gate.tryEmitEmpty().orThrow();

    Awaitility.await().atMost(LONG).until(() -> order.size() == 5000);
    assertThat(order).isEqualTo(expected);
    assertThat(first.isDisposed()).isTrue();
  }

  @Test
  void neverAreTwoInsideAtOnce() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Mono<Void> visit =
        Mono.fromRunnable(() -> most.accumulateAndGet(inside.incrementAndGet(), Math::max))
            .then(Mono.delay(Duration.ofMillis(1)))
            .then(Mono.fromRunnable(inside::decrementAndGet));

    Flux.range(0, 200).flatMap(i -> write(BOBS, visit), 64).blockLast(LONG);

    assertThat(most).hasValue(1);
  }

  @Test
  void mailboxesDoNotWaitForEachOther() {
    write(BOBS, Mono.never()).subscribe();

    assertThat(write(ANNS, Mono.just("in")).block(LONG)).isEqualTo("in");
  }

  @Test
  void anErrorFreesTheMailbox() {
    Mono<String> failing = write(BOBS, Mono.error(new IllegalStateException("planted")));
    assertThat(failing.onErrorReturn("failed").block(LONG)).isEqualTo("failed");

    assertThat(write(BOBS, Mono.just("in")).block(LONG)).isEqualTo("in");
  }

  @Test
  void whoGoesAwayWhileWaitingOrWritingHoldsNobodyUp() {
    Disposable writing = write(BOBS, Mono.never()).subscribe();
    Disposable waiting = write(BOBS, Mono.never()).subscribe();
    waiting.dispose();
    writing.dispose();

    assertThat(write(BOBS, Mono.just("in")).block(LONG)).isEqualTo("in");
  }

  @Test
  void readersDoNotWait() {
    write(BOBS, Mono.never()).subscribe();

    Mono<String> reader =
        Mono.from(locker.executeReactiveWithLockReactive(BOBS, Mono.just("read"), LockType.Read));
    assertThat(reader.block(LONG)).isEqualTo("read");
  }

  @Test
  void theBlockingFormTakesItsTurnToo() throws Exception {
    assertThat(locker.executeWithLock(BOBS, () -> "first", LockType.Write)).isEqualTo("first");
    assertThat(locker.executeWithLock(BOBS, () -> "second", LockType.Write)).isEqualTo("second");
  }
}
