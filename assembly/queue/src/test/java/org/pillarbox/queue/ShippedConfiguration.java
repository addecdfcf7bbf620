package org.pillarbox.queue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration that ships: the very files. */
final class ShippedConfiguration {
  private ShippedConfiguration() {}

  static Path file(String name) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      Path file = directory.resolve("conf").resolve(name);
      if (Files.exists(file) && Files.exists(directory.resolve("checkstyle.xml"))) {
        return file;
      }
      directory = directory.getParent();
    }
    throw new IllegalStateException(
        "conf/" + name + " is not above " + Path.of("").toAbsolutePath());
  }
}
