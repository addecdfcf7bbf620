package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.engines.testing.FreePorts;
import org.pillarbox.engines.testing.TestDirectories;

/** What a parent that was killed leaves behind. */
class LeftoverTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Path data = TestDirectories.create();

  @AfterEach
  void clean() {
    TestDirectories.delete(data);
  }

  private Process parentOf(FakeEngine.Manner manner, int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ParentOfOne.class.getName(),
            manner.name(),
            Integer.toString(port),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle childOf(Process parent) throws IOException {
    BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ParentOfOne.READY)) {
        return ProcessHandle.of(Long.parseLong(line.substring(ParentOfOne.READY.length())))
            .orElseThrow();
      }
    }
    throw new IOException("The parent did not start its engine");
  }

  private static void kill(Process parent) {
    parent.destroyForcibly();
    parent.onExit().join();
  }

  @Test
  void anEngineEndsWhenItsParentIsKilled() throws IOException {
    Process parent = parentOf(FakeEngine.Manner.WELL, FreePorts.next());
    ProcessHandle child = childOf(parent);

    kill(parent);

    await().atMost(SOON).until(() -> !child.isAlive());
  }

  @Test
  void oneThatStaysIsEndedBeforeTheNextStart() throws IOException {
    int port = FreePorts.next();
    Process parent = parentOf(FakeEngine.Manner.STUBBORN, port);
    ProcessHandle child = childOf(parent);
    kill(parent);
    assertThat(child.isAlive()).isTrue();
    Supervisor next =
        new Supervisor(new FakeRecipe(FakeEngine.Manner.WELL, port, SOON), FakeRecipe.tree(), data);

    try {
      next.start(step -> {});

      assertThat(child.isAlive()).isFalse();
      assertThat(next.status().ready()).isTrue();
    } finally {
      next.stop(SOON);
    }
  }

  @Test
  void theEngineOfALivingParentIsLeftAlone() throws IOException {
    Process parent = parentOf(FakeEngine.Manner.WELL, FreePorts.next());
    ProcessHandle child = childOf(parent);
    Supervisor second =
        new Supervisor(FakeRecipe.of(FakeEngine.Manner.WELL), FakeRecipe.tree(), data);

    try {
      assertThatThrownBy(() -> second.start(step -> {}))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("in use by process " + parent.pid());
      assertThat(child.isAlive()).isTrue();
      assertThat(data.resolve("run/fake.pid")).exists();
    } finally {
      kill(parent);
      await().atMost(SOON).until(() -> !child.isAlive());
    }
  }

  @Test
  void aForeignProcessWithTheSameNumberIsLeftAlone() throws IOException {
    Process foreign = new ProcessBuilder("sleep", "300").redirectErrorStream(true).start();
    ProcessIdentity identity = ProcessIdentity.of(foreign.pid()).orElseThrow();
    Path file = data.resolve("fake.pid");
    Files.write(
        file,
        List.of(
            new ProcessIdentity(identity.pid(), identity.startTicks() - 1, identity.boot())
                .asLine(),
            "1 1 another-boot"));

    try {
      new PidFile(file).endLeftover("fake", step -> {});

      assertThat(foreign.isAlive()).isTrue();
      assertThat(file).doesNotExist();
    } finally {
      kill(foreign);
    }
  }

  @Test
  void aPidFileThatIsNoneIsThrownAway() throws IOException {
    Path file = data.resolve("fake.pid");
    Files.writeString(file, "1\nnonsense");

    new PidFile(file).endLeftover("fake", step -> {});

    assertThat(file).doesNotExist();
  }
}
