package org.pillarbox.webadmin.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.core.healthcheck.ResultStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.webadmin.door.SelfSigned;
import reactor.core.publisher.Mono;

class HealthChecksTest {
  @TempDir private Path data;

  private static Result ask(HealthCheck check) {
    return Mono.from(check.check()).block(Duration.ofSeconds(10));
  }

  private HealthConfiguration disk(long low, long full) {
    return new HealthConfiguration(
        data, low, full, Duration.ofDays(14), Duration.ofDays(3), Duration.ofSeconds(5));
  }

  @Test
  void theDiskTurnsDegradedAndThenUnhealthy() {
    assertThat(ask(new DiskHealthCheck(disk(1, 0))).getStatus()).isEqualTo(ResultStatus.HEALTHY);
    assertThat(ask(new DiskHealthCheck(disk(Long.MAX_VALUE, 0))).getStatus())
        .isEqualTo(ResultStatus.DEGRADED);
    assertThat(ask(new DiskHealthCheck(disk(Long.MAX_VALUE, Long.MAX_VALUE))).getStatus())
        .isEqualTo(ResultStatus.UNHEALTHY);
  }

  @ParameterizedTest
  @CsvSource({
    "-2,UNHEALTHY",
    "0,HEALTHY",
    "75,HEALTHY",
    "77,DEGRADED",
    "86,DEGRADED",
    "88,UNHEALTHY",
    "91,UNHEALTHY"
  })
  void theCertificateIsWatchedUntilItsEnd(int daysFromNow, ResultStatus expected) {
    SelfSigned served = SelfSigned.named("a.example", Duration.ofDays(90));
    Clock clock = Clock.fixed(Instant.now().plus(Duration.ofDays(daysFromNow)), ZoneOffset.UTC);

    assertThat(
            ask(new CertificateHealthCheck(
                    HealthConfiguration.of(data), served::certificate, clock))
                .getStatus())
        .isEqualTo(expected);
  }

  @Test
  void anEngineThatIsDownSaysWhy() {
    EngineStatus dead =
        new EngineStatus("cassandra", EngineStatus.State.RESTARTING, 0, 2, Optional.of("signal 9"));

    Result vital =
        ask(new EngineHealthCheck("cassandra", EngineHealthCheck.Need.VITAL, () -> List.of(dead)));
    assertThat(vital.getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
    assertThat(vital.getCause())
        .contains("cassandra is restarting after 2 restarts, last exit: signal 9");
    assertThat(
            ask(new EngineHealthCheck(
                    "cassandra", EngineHealthCheck.Need.SPARABLE, () -> List.of(dead)))
                .getStatus())
        .isEqualTo(ResultStatus.DEGRADED);
    assertThat(
            ask(new EngineHealthCheck("cassandra", EngineHealthCheck.Need.VITAL, List::of))
                .getStatus())
        .isEqualTo(ResultStatus.UNHEALTHY);
  }

  @Test
  void thresholdsThatContradictAreNamed() {
    assertThatThrownBy(() -> disk(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("diskLow")
        .hasMessageContaining("allowed");
  }
}
