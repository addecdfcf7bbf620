package org.pillarbox.webadmin.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.core.healthcheck.ResultStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class TimedHealthCheckTest {
  private static final ComponentName NAME = new ComponentName("Thing");
  private final Scheduler threads = Schedulers.newBoundedElastic(4, 10, "test");
  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void free() {
    never.countDown();
    threads.dispose();
  }

  private TimedHealthCheck timed(Supplier<Publisher<Result>> look) {
    return new TimedHealthCheck(
        new HealthCheck() {
          @Override
          public ComponentName componentName() {
            return NAME;
          }

          @Override
          public Publisher<Result> check() {
            asked.incrementAndGet();
            return look.get();
          }
        },
        Duration.ofMillis(200),
        threads);
  }

  private static Result ask(HealthCheck check) {
    return Mono.from(check.check()).block(Duration.ofSeconds(10));
  }

  private Publisher<Result> hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Mono.just(Result.healthy(NAME));
  }

  @Test
  void anAnswerPasses() {
    assertThat(ask(timed(() -> Mono.just(Result.degraded(NAME, "so so")))).getStatus())
        .isEqualTo(ResultStatus.DEGRADED);
  }

  @Test
  void aCheckThatHangsIsUnhealthyInTime() {
    Result result = ask(timed(this::hang));

    assertThat(result.getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
    assertThat(result.getCause()).hasValueSatisfying(c -> assertThat(c).contains("200 ms"));
  }

  @Test
  void aCheckThatHangsIsNotStartedAgain() {
    TimedHealthCheck check = timed(this::hang);

    for (int i = 0; i < 5; i++) {
      assertThat(ask(check).getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aCheckThatThrowsIsUnhealthyAndAskedAgainTheNextTime() {
    TimedHealthCheck check =
        timed(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThat(ask(check).getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
    assertThat(ask(check).getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
    assertThat(asked).hasValue(2);
  }
}
