package org.pillarbox.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The distribution as a process of its own, started and killed as on a real machine. */
final class ApplianceProcess {
  // Below the ports that the kernel gives to clients: one of those may be taken at any time.
  static final int OFFSET = 22_000;
  private static final Duration START = Duration.ofMinutes(3);

  private final Path home;
  private final Path data;
  private final Path said;
  private final Map<String, String> environment;

  ApplianceProcess(Path data, Map<String, String> environment) {
    this.home = distribution();
    this.data = data;
    this.said = data.resolveSibling("said");
    this.environment = environment;
  }

  private static Path distribution() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path built = folder.resolve("assembly/distribution/target/pillarbox");
      if (Files.isDirectory(built)) {
        return built;
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException(
        "The distribution is not built: assembly/distribution/target/pillarbox");
  }

  /** Starts and waits until it says that it is ready. */
  Duration start() throws Exception {
    long begin = System.nanoTime();
    int exit = command("up", "--detach");
    assertThat(exit).as("exit code of up --detach; see %s", data.resolve("logs")).isZero();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  void stop() throws Exception {
    assertThat(command("down")).as("exit code of down").isZero();
  }

  void limit(String user, int messages) throws Exception {
    assertThat(command("quota", "set", user, "--count", Integer.toString(messages)))
        .as("exit code of quota set")
        .isZero();
  }

  private int command(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(home.resolve("bin/pillarbox").toString()));
    line.addAll(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    // Not the test's own streams: those are how it talks to the build.
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", line) + " did not end within " + START);
    }
    if (process.exitValue() != 0) {
      System.out.println(String.join(" ", words) + " said:\n" + Files.readString(said));
    }
    return process.exitValue();
  }

  /**
   * Kills a process of the appliance as power loss or the kernel would: no signal that it could
   * handle.
   */
  void kill(String name) throws IOException {
    ProcessHandle victim =
        ProcessHandle.of(pid(name))
            .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    assertThat(victim.destroyForcibly()).as("kill -9 of %s", name).isTrue();
    Awaitility.await(name + " is dead")
        .atMost(Duration.ofSeconds(10))
        .until(() -> !victim.isAlive());
  }

  private long pid(String name) throws IOException {
    String text = Files.readString(data.resolve("run").resolve(name + ".pid")).strip();
    return Long.parseLong(text.split("\\s+", 2)[0]);
  }

  int port(int standard) {
    return standard + OFFSET;
  }
}
