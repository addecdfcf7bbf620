package org.pillarbox.rulebook.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last rule set that was live, in a file: what holds when the appliance starts and the store is
 * away. A file that can't be written is told and costs nothing but that.
 */
final class LastKnown {
  private static final Logger LOGGER = LoggerFactory.getLogger(LastKnown.class);

  private final Path file;

  LastKnown(Path folder) {
    this.file = folder.resolve("last-known.json");
  }

  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOGGER.error("{} can't be read", file, e);
      return Optional.empty();
    }
  }

  void write(String text) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOGGER.error("{} can't be written: without the store there would be older rules", file, e);
    }
  }
}
