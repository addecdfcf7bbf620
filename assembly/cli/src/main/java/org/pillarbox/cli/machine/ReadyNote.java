package org.pillarbox.cli.machine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.pillarbox.cli.CommandFailure;
import org.pillarbox.cli.ExitCode;
import org.pillarbox.server.configuration.Listener;

/**
 * What a running appliance says about itself in {@code run/ready.json}, from the moment that it is
 * ready until it stops.
 *
 * @param pid number of its process
 * @param version of Pillarbox
 * @param since when it became ready, ISO 8601
 * @param hostname its name
 * @param domains whose mail it keeps
 * @param account the first account
 * @param door where it is administered
 * @param listeners where it listens
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReadyNote(
    long pid,
    String version,
    String since,
    String hostname,
    List<String> domains,
    String account,
    URI door,
    List<Listener> listeners) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public ReadyNote {
    domains = List.copyOf(domains);
    listeners = List.copyOf(listeners);
  }

  private static Path file(Path data) {
    return data.resolve("run/ready.json");
  }

  /**
   * Leaves the note.
   *
   * @throws IOException if the disk refuses
   */
  public void write(Path data) throws IOException {
    Path draft = data.resolve("run/ready.json.new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
    Files.move(draft, file(data), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Takes the note away.
   *
   * @throws IOException if the disk refuses
   */
  public static void forget(Path data) throws IOException {
    Files.deleteIfExists(file(data));
  }

  /**
   * The note of an appliance that runs; one that was left by a crash does not count.
   *
   * @throws CommandFailure if it is there and can't be read
   */
  public static Optional<ReadyNote> read(Path data) throws CommandFailure {
    try {
      ReadyNote note = JSON.readValue(Files.readString(file(data)), ReadyNote.class);
      return ApplianceProcess.find(data)
          .filter(process -> process.pid() == note.pid())
          .map(process -> note);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, file(data) + " can't be read: " + e.getMessage(), e);
    }
  }
}
