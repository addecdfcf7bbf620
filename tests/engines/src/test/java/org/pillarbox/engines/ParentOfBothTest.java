package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pillarbox.engines.testing.FreePorts;
import org.pillarbox.engines.testing.TestDirectories;

class ParentOfBothTest {
  private static final Duration DRAINED = Duration.ofSeconds(40);

  @Test
  void bothEnginesEndWhenTheApplianceIsKilled() throws IOException {
    Path data = TestDirectories.create();
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentOfBoth.class.getName(),
                data.toString(),
                Integer.toString(FreePorts.next()),
                Integer.toString(FreePorts.next()),
                Integer.toString(FreePorts.next()),
                Integer.toString(FreePorts.next()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> engines = engines(parent);
    assertThat(engines).hasSize(2).allMatch(ProcessHandle::isAlive);

    parent.destroyForcibly();
    parent.onExit().join();

    await().atMost(DRAINED).until(() -> engines.stream().noneMatch(ProcessHandle::isAlive));
    TestDirectories.delete(data);
  }

  private static List<ProcessHandle> engines(Process parent) throws IOException {
    BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ParentOfBoth.READY)) {
        return List.of(line.substring(ParentOfBoth.READY.length()).split(" ")).stream()
            .map(Long::parseLong)
            .map(pid -> ProcessHandle.of(pid).orElseThrow())
            .toList();
      }
    }
    throw new IOException("The parent did not start its engines");
  }
}
