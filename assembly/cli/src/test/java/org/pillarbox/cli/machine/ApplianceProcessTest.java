package org.pillarbox.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.server.configuration.Listener;

class ApplianceProcessTest {
  @TempDir private Path data;

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectories(data.resolve("run"));
  }

  @Test
  void what_was_written_down_is_found() throws Exception {
    ApplianceProcess.record(data);
    assertThat(ApplianceProcess.find(data)).contains(ProcessHandle.current());
    ApplianceProcess.forget(data);
    assertThat(ApplianceProcess.find(data)).isEmpty();
  }

  @Test
  void a_process_that_got_the_same_number_later_is_not_ours() throws Exception {
    ApplianceProcess.record(data);
    Path file = data.resolve("run/pillarbox.pid");
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\nsome-other-boot 123\n");
    assertThat(ApplianceProcess.find(data)).isEmpty();
  }

  @Test
  void a_process_that_is_gone_is_not_found() throws Exception {
    Process short_lived = new ProcessBuilder("true").start();
    short_lived.waitFor();
    Files.writeString(data.resolve("run/pillarbox.pid"), short_lived.pid() + "\nanything\n");
    assertThat(ApplianceProcess.find(data)).isEmpty();
  }

  @Test
  void a_file_that_makes_no_sense_names_nobody() throws Exception {
    for (String text : List.of("", "x", "-1\nx", "1", "99999999999999999999\nx")) {
      Files.writeString(data.resolve("run/pillarbox.pid"), text);
      assertThat(ApplianceProcess.find(data)).isEmpty();
    }
  }

  @Test
  void a_ready_note_counts_only_while_its_process_runs() throws Exception {
    ReadyNote note =
        new ReadyNote(
            ProcessHandle.current().pid(),
            "1",
            "2027-01-01T00:00:00Z",
            "mail.example.org",
            List.of("example.org"),
            "you@example.org",
            URI.create("https://127.0.0.1:10443"),
            List.of(new Listener("SMTP", "ports.smtp", "0.0.0.0", 10025)));
    note.write(data);
    assertThat(ReadyNote.read(data)).isEmpty();
    ApplianceProcess.record(data);
    assertThat(ReadyNote.read(data)).contains(note);
    ReadyNote.forget(data);
    assertThat(ReadyNote.read(data)).isEmpty();
  }
}
