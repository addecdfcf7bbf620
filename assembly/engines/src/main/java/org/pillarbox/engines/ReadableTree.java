package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tree as the engine's account can read it: the tree itself, or, when it lies where that
 * account can't go (a checkout below /root), a copy in the data directory.
 */
final class ReadableTree {
  // Whatever the umask of who built or starts it.
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  private ReadableTree() {}

  static EngineTree of(
      Recipe recipe, EngineTree tree, EngineDirectories directories, Optional<Account> account)
      throws IOException {
    Path programs = recipe.programs(tree);
    if (!Files.isDirectory(programs)) {
      throw new EngineException(programs + " is missing; build the engines first");
    }
    if (account.isEmpty() || reachable(programs, account.get())) {
      return tree;
    }
    Path copies = directories.data().resolve("run").resolve("engines");
    Files.createDirectories(copies);
    Files.setPosixFilePermissions(copies, DIRECTORY);
    copy(programs, copies.resolve(tree.root().relativize(programs)));
    return new EngineTree(copies);
  }

  private static boolean reachable(Path programs, Account account) throws IOException {
    for (Path up = programs; up != null; up = up.getParent()) {
      if (!Ownership.passable(up, account)) {
        return false;
      }
    }
    return true;
  }

  /** Copies what is new and removes what is gone, as root, for others to read. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> stale = Files.walk(to)) {
      for (Path path : (Iterable<Path>) stale.filter(Files::isRegularFile)::iterator) {
        if (!Files.exists(from.resolve(to.relativize(path)))) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
          Files.setPosixFilePermissions(target, DIRECTORY);
        } else if (!same(path, target)) {
          Files.copy(
              path,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
          Files.setPosixFilePermissions(target, FILE);
        }
      }
    }
  }

  private static boolean same(Path one, Path other) throws IOException {
    return Files.exists(other)
        && Files.size(one) == Files.size(other)
        && Files.getLastModifiedTime(one).equals(Files.getLastModifiedTime(other));
  }
}
