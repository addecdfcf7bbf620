package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.engines.testing.TestDirectories;

class SupervisorTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Path data = TestDirectories.create();
  private final List<Engine> started = new ArrayList<>();

  private Supervisor supervisor(FakeRecipe recipe) {
    Supervisor supervisor = new Supervisor(recipe, FakeRecipe.tree(), data);
    started.add(supervisor);
    return supervisor;
  }

  private Supervisor supervisor(FakeEngine.Manner manner) {
    return supervisor(FakeRecipe.of(manner));
  }

  private static ProcessHandle processOf(Engine engine) {
    return ProcessHandle.of(engine.status().pid()).orElseThrow();
  }

  @AfterEach
  void stopAll() {
    started.forEach(engine -> engine.stop(Duration.ofMillis(100)));
    TestDirectories.delete(data);
  }

  @Test
  void isReadyWhenStartReturnsAndGoneWhenStopReturns() {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    List<String> steps = new ArrayList<>();

    engine.start(steps::add);
    ProcessHandle process = processOf(engine);

    assertThat(engine.status().state()).isEqualTo(EngineStatus.State.READY);
    assertThat(steps).first().isEqualTo("fake: starting");
    assertThat(steps).last().asString().startsWith("fake: ready after ");

    engine.stop(SOON);

    assertThat(process.isAlive()).isFalse();
    assertThat(engine.status().state()).isEqualTo(EngineStatus.State.STOPPED);
    assertThat(engine.status().pid()).isZero();
    assertThat(data.resolve("run/fake.pid")).doesNotExist();
  }

  @Test
  void startsAgainAfterAStop() {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});
    engine.stop(SOON);

    engine.start(step -> {});

    assertThat(engine.status().ready()).isTrue();
  }

  @Test
  void refusesToStartTwice() {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});

    assertThatThrownBy(() -> engine.start(step -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKilledEngineIsRestartedAndTheReasonKept() {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});
    long first = engine.status().pid();

    processOf(engine).destroyForcibly();

    await().atMost(SOON).until(() -> engine.status().restarts() == 1 && engine.status().ready());
    assertThat(engine.status().pid()).isNotZero().isNotEqualTo(first);
    assertThat(engine.status().lastExit()).get().asString().startsWith("exit status 137 (killed");
  }

  @Test
  void aRestartThatFailsIsTriedAgain() throws IOException {
    FakeRecipe recipe = FakeRecipe.of(FakeEngine.Manner.WELL);
    Supervisor engine = supervisor(recipe);
    engine.start(step -> {});
    ProcessHandle process = processOf(engine);

    process.destroyForcibly();
    process.onExit().join();
    try (ServerSocket thief =
        new ServerSocket(recipe.port(), 1, InetAddress.getLoopbackAddress())) {
      await()
          .atMost(SOON)
          .until(() -> engine.status().lastExit().filter(why -> why.contains("port")).isPresent());
      assertThat(engine.status().state()).isEqualTo(EngineStatus.State.RESTARTING);
      assertThat(thief.isBound()).isTrue();
    }

    await().atMost(SOON).until(() -> engine.status().ready());
  }

  @Test
  void aStopDuringTheWaitForARestartIsFinal() {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});
    processOf(engine).destroyForcibly();
    await().atMost(SOON).until(() -> engine.status().state() == EngineStatus.State.RESTARTING);

    engine.stop(SOON);

    await()
        .during(Duration.ofSeconds(2))
        .atMost(SOON)
        .until(() -> engine.status().state() == EngineStatus.State.STOPPED);
  }

  @Test
  void anEngineThatDoesNotEndIsKilledAtTheTimeout() {
    Supervisor engine = supervisor(FakeEngine.Manner.STUBBORN);
    engine.start(step -> {});
    ProcessHandle process = processOf(engine);
    Instant begin = Instant.now();

    engine.stop(Duration.ofSeconds(1));

    assertThat(process.isAlive()).isFalse();
    assertThat(Duration.between(begin, Instant.now()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  @Test
  void anEngineThatEndsDuringItsStartSaysWhy() {
    Supervisor engine = supervisor(FakeEngine.Manner.BROKEN);

    assertThatThrownBy(() -> engine.start(step -> {}))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("exit status 3")
        .hasMessageContaining("the moon is in the wrong phase");
    assertThat(engine.status().state()).isEqualTo(EngineStatus.State.STOPPED);
  }

  @Test
  void anEngineThatNeverAnswersIsGivenUp() {
    FakeRecipe recipe =
        new FakeRecipe(
            FakeEngine.Manner.MUTE,
            FakeRecipe.of(FakeEngine.Manner.MUTE).port(),
            Duration.ofSeconds(2));
    Supervisor engine = supervisor(recipe);

    assertThatThrownBy(() -> engine.start(step -> {}))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not ready within 2.0 s");
    assertThat(engine.status().pid()).isZero();
  }

  @Test
  void aPortInUseIsNamedWithItsSetting() throws IOException {
    FakeRecipe recipe = FakeRecipe.of(FakeEngine.Manner.WELL);
    Supervisor engine = supervisor(recipe);

    try (ServerSocket other =
        new ServerSocket(recipe.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> engine.start(step -> {}))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("port " + other.getLocalPort() + " (engines.fake.port)");
    }
  }

  @Test
  void anEngineThatLivesAndNoLongerAnswersIsKilledAndStartedAgain() {
    Supervisor engine =
        new Supervisor(
            FakeRecipe.of(FakeEngine.Manner.FALLS_SILENT),
            FakeRecipe.tree(),
            data,
            new Supervisor.Patience(Duration.ofMillis(200), Duration.ofMillis(600)));
    started.add(engine);
    engine.start(step -> {});
    long first = engine.status().pid();

    await().atMost(SOON).until(() -> engine.status().restarts() >= 1 && engine.status().ready());

    assertThat(engine.status().pid()).isNotEqualTo(first);
    assertThat(engine.status().lastExit()).get().asString().startsWith("it did not answer for 0.6");
  }

  @Test
  void anEngineThatCanBeSparedIsTriedAgainWhenItDoesNotStart() throws IOException {
    FakeRecipe recipe = FakeRecipe.of(FakeEngine.Manner.WELL);
    Supervisor engine = supervisor(recipe);
    List<String> steps = new ArrayList<>();
    try (ServerSocket thief =
        new ServerSocket(recipe.port(), 1, InetAddress.getLoopbackAddress())) {
      engine.startOrKeepTrying(steps::add);

      assertThat(thief.isBound()).isTrue();
      assertThat(engine.status().ready()).isFalse();
      assertThat(engine.status().lastExit()).get().asString().contains("port");
      assertThat(steps).last().asString().startsWith("fake: does not start and is tried again");
    }

    await().atMost(SOON).until(() -> engine.status().ready());
  }

  @Test
  void nothingOfOurEnvironmentReachesIt() throws IOException {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});

    String environment = Files.readString(Path.of("/proc/" + engine.status().pid() + "/environ"));

    assertThat(environment.split("\0"))
        .extracting(entry -> entry.substring(0, entry.indexOf('=')))
        .containsExactlyInAnyOrder("PATH", "LANG", "HOME", "MALLOC_ARENA_MAX");
  }

  @Test
  void itRunsWithoutPrivilege() throws IOException {
    Supervisor engine = supervisor(FakeEngine.Manner.WELL);
    engine.start(step -> {});

    List<String> status = Files.readAllLines(Path.of("/proc/" + engine.status().pid() + "/status"));

    assertThat(status)
        .contains("NoNewPrivs:\t1", "CapEff:\t0000000000000000", "CapPrm:\t0000000000000000")
        .noneMatch(line -> line.matches("(Uid|Gid):.*\\s0\\b.*"));
  }
}
