package org.pillarbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pillarbox.server.configuration.ConfigurationLoader;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/**
 * Remembers the address that {@code up} was given, by writing it into {@code pillarbox.yaml}: the
 * next start needs no argument, and the admin finds everything in one file.
 */
final class FirstConfiguration {
  private static final String HEADING =
      """
      # Settings of this Pillarbox; all of them are explained in docs/configuration.md.
      # "pillarbox config check" shows what is in force. Changes count from the next start.
      """;

  private FirstConfiguration() {}

  /**
   * Writes the address down, unless it is there already.
   *
   * @param known the configuration as it is
   * @throws CommandFailure if another address is there
   */
  static void remember(Path data, String address, PillarboxConfiguration known)
      throws CommandFailure {
    if (known.admin().filter(address::equalsIgnoreCase).isPresent()) {
      return;
    }
    Path file = data.resolve(ConfigurationLoader.FILE);
    if (known.admin().isPresent()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          file
              + " (or PILLARBOX_ADMIN) already names "
              + known.admin().get()
              + " as admin. Change it there, or make one more account with: pillarbox user add "
              + address);
    }
    if (!address.matches("[^\\s\"'\\\\:#]+@[^\\s\"'\\\\:#@]+\\.[^\\s\"'\\\\:#@]+")) {
      throw new CommandFailure(
          ExitCode.USAGE, "\"" + address + "\" is not an address such as you@example.org");
    }
    try {
      String text = Files.exists(file) ? Files.readString(file) : HEADING;
      String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
      Path draft = data.resolve(ConfigurationLoader.FILE + ".new");
      Files.writeString(draft, text + separator + "admin: \"" + address + "\"\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, file + " can't be written: " + e, e);
    }
  }
}
