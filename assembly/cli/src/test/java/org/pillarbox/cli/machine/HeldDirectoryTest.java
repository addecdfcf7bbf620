package org.pillarbox.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.cli.CommandFailure;

class HeldDirectoryTest {
  @TempDir private Path temporary;

  /** Runs in another process, as another `up` does. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (HeldDirectory held = HeldDirectory.hold(Path.of(args[0]))) {
        System.out.println("held " + held.path());
        System.in.read();
      }
    }
  }

  @Test
  void its_folders_are_made_for_the_owner_alone() throws Exception {
    Path data = temporary.resolve("new/data");
    try (HeldDirectory held = HeldDirectory.hold(data)) {
      for (String folder : new String[] {".", "secrets", "tls", "run", "logs", "tmp", "queue"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(held.path().resolve(folder))))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void what_an_earlier_start_left_is_kept_and_completed() throws Exception {
    Files.createDirectories(temporary.resolve("data/secrets"));
    Files.writeString(temporary.resolve("data/secrets/half"), "made");
    HeldDirectory.hold(temporary.resolve("data")).close();
    HeldDirectory.hold(temporary.resolve("data")).close();
    assertThat(temporary.resolve("data/secrets/half")).hasContent("made");
    assertThat(temporary.resolve("data/run")).isDirectory();
  }

  @Test
  void a_second_one_is_told_which_process_holds_it() throws Exception {
    Path data = temporary.resolve("data");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held " + data);
      assertThatThrownBy(() -> HeldDirectory.hold(data))
          .isInstanceOf(CommandFailure.class)
          .hasMessageStartingWith(
              "The data directory " + data + " is in use by process " + other.pid() + ".");
      // After kill -9 nothing is in the way of the next start.
      other.destroyForcibly().waitFor();
      HeldDirectory.hold(data).close();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void one_process_can_not_hold_it_twice() throws Exception {
    Path data = temporary.resolve("data");
    try (HeldDirectory held = HeldDirectory.hold(data)) {
      assertThatThrownBy(() -> HeldDirectory.hold(held.path()))
          .hasMessageContaining("in use by this very process");
    }
  }

  @Test
  void a_file_in_the_way_is_told() throws Exception {
    Path data = Files.writeString(temporary.resolve("data"), "");
    assertThatThrownBy(() -> HeldDirectory.hold(data))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(data + " is in the way: it is a file, and must be a directory.");
  }
}
