package org.pillarbox.storage.mailbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * One message at a time comes into a mailbox: the next gets its UID only when the one before is
 * stored and told to every session.
 *
 * <p>Without it two deliveries at once become visible in either order. A session that was told of
 * UID 101 first puts UID 100 before it when it comes, and the client, which counts (RFC 3501
 * section 2.3.1.2: message numbers follow ascending UIDs, new messages come last), fetches 101 a
 * second time and 100 never.
 *
 * <p>Nobody waits on a thread: who comes later is called when it is his turn, in the order of
 * arrival. Waiting longer than {@link #PATIENCE} fails, and whoever delivers tries again. For one
 * process per keyspace.
 */
@Singleton
final class OneWriterPerMailbox implements MailboxPathLocker {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<MailboxPath, Deque<Turn>> waiting = new HashMap<>();

  @Inject
  OneWriterPerMailbox() {}

  @Override
  public <T> T executeWithLock(MailboxPath path, LockAwareExecution<T> execution, LockType type)
      throws MailboxException {
    if (type == LockType.Read) {
      return execution.execute();
    }
    Turn turn = turn(path).block(PATIENCE.plusSeconds(1));
    try {
      return execution.execute();
    } finally {
      turn.end();
    }
  }

  @Override
  public <T> Publisher<T> executeReactiveWithLockReactive(
      MailboxPath path, Publisher<T> execution, LockType type) {
    return type == LockType.Read
        ? execution
        : Flux.usingWhen(turn(path), turn -> execution, turn -> Mono.fromRunnable(turn::end));
  }

  private Mono<Turn> turn(MailboxPath path) {
    return Mono.defer(
        () -> {
          Turn turn = new Turn(path);
          if (isFirst(turn)) {
            turn.beginOrPassOn();
          }
          // Also after giving up: his turn may have come in that very moment.
          return turn.called
              .asMono()
              .timeout(PATIENCE)
              .doOnError(gaveUp -> turn.end())
              .doOnCancel(turn::end);
        });
  }

  private synchronized boolean isFirst(Turn turn) {
    Deque<Turn> line = waiting.get(turn.path);
    if (line == null) {
      waiting.put(turn.path, new ArrayDeque<>());
      return true;
    }
    line.addLast(turn);
    return false;
  }

  private synchronized Optional<Turn> next(MailboxPath path) {
    Optional<Turn> next = Optional.ofNullable(waiting.get(path).pollFirst());
    if (next.isEmpty()) {
      waiting.remove(path);
    }
    return next;
  }

  private synchronized void leave(Turn turn) {
    Deque<Turn> line = waiting.get(turn.path);
    if (line != null) {
      line.remove(turn);
    }
  }

  private enum State {
    WAITING,
    HELD,
    OVER
  }

  private final class Turn {
    private final MailboxPath path;
    private final Sinks.One<Turn> called = Sinks.one();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    Turn(MailboxPath path) {
      this.path = path;
    }

    /** False when the one who waited has gone away meanwhile. */
    boolean begin() {
      boolean begun = state.compareAndSet(State.WAITING, State.HELD);
      if (begun) {
        called.tryEmitValue(this).orThrow();
      }
      return begun;
    }

    void end() {
      State before = state.getAndSet(State.OVER);
      if (before == State.WAITING) {
        leave(this);
      }
      if (before == State.HELD) {
        passOn();
      }
    }

    // On a worker, or a long line would be worked off on one ever deeper stack.
    private void passOn() {
      Optional<Turn> next = next(path);
      next.ifPresent(turn -> Schedulers.boundedElastic().schedule(turn::beginOrPassOn));
    }

    private void beginOrPassOn() {
      if (!begin()) {
        passOn();
      }
    }
  }
}
