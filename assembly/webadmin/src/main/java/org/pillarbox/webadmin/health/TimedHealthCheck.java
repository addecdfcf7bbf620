package org.pillarbox.webadmin.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Another check that answers in time and never fails otherwise than by saying so.
 *
 * <p>Runs the other one at most once at a time: whoever asks while it runs gets its answer, and one
 * that never returns holds one thread and not one more with every scrape.
 */
public final class TimedHealthCheck implements HealthCheck {
  private final HealthCheck checked;
  private final Duration patience;
  private final Scheduler threads;
  private final AtomicReference<Optional<Mono<Result>>> running =
      new AtomicReference<>(Optional.empty());

  /** Runs the check on these threads and waits for it that long. */
  public TimedHealthCheck(HealthCheck checked, Duration patience, Scheduler threads) {
    this.checked = checked;
    this.patience = patience;
    this.threads = threads;
  }

  @Override
  public ComponentName componentName() {
    return checked.componentName();
  }

  @Override
  public Publisher<Result> check() {
    return Mono.defer(this::join)
        .timeout(patience)
        .onErrorResume(
            error ->
                Mono.just(
                    Result.unhealthy(
                        componentName(),
                        error instanceof TimeoutException
                            ? "no answer within " + patience.toMillis() + " ms"
                            : "the check failed: " + error.getClass().getSimpleName(),
                        error)));
  }

  private Mono<Result> join() {
    return running
        .updateAndGet(current -> current.isPresent() ? current : Optional.of(run()))
        .orElseThrow();
  }

  private Mono<Result> run() {
    return Mono.defer(() -> Mono.from(checked.check()))
        .subscribeOn(threads)
        .doOnTerminate(() -> running.set(Optional.empty()))
        .cache();
  }
}
