package org.pillarbox.engines;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The engines' programs as the build lays them out: {@code cassandra/} and {@code opensearch/}
 * below one directory that is only read.
 *
 * @param root the directory, absolute
 */
public record EngineTree(Path root) {
  /** System property that names the tree; without it {@link #locate} looks around. */
  public static final String PROPERTY = "pillarbox.engines";

  private static final Path BUILT = Path.of("assembly", "engines", "target", "engines");

  /**
   * Checks the directory.
   *
   * @throws IllegalArgumentException when there is no such directory
   */
  public EngineTree {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          "root: " + root + " is not a directory; expected the engines as the build lays them out");
    }
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The tree that the system property {@value #PROPERTY} names, else the one built in the checkout
   * that the working directory lies in.
   *
   * @throws EngineException when there is neither
   */
  public static EngineTree locate() {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return new EngineTree(Path.of(named));
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path directory = here; directory != null; directory = directory.getParent()) {
      Path built = directory.resolve(BUILT);
      if (Files.isDirectory(built)) {
        return new EngineTree(built);
      }
    }
    throw new EngineException(
        "No engines found above " + here + "; build them (mvn process-classes) or set " + PROPERTY);
  }

  Path cassandra() {
    return root.resolve("cassandra");
  }

  Path opensearch() {
    return root.resolve("opensearch");
  }
}
