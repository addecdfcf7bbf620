package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes an engine's directories, and gives them to the account that it runs as. */
final class Ownership {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final EngineDirectories directories;
  private final Optional<Account> account;

  Ownership(EngineDirectories directories, Optional<Account> account) {
    this.directories = directories;
    this.account = account;
  }

  /**
   * Makes what is missing; the engine's own directories get mode 0700.
   *
   * @throws EngineException when the engine's account could not reach them
   */
  void makeDirectories() throws IOException {
    for (Path own : own()) {
      Files.createDirectories(own.getParent());
      if (!Files.isDirectory(own)) {
        Files.createDirectory(own);
      }
      Files.setPosixFilePermissions(own, PRIVATE);
    }
    if (account.isPresent()) {
      openTheWay(account.get());
    }
  }

  /** Hands over everything in the engine's directories; to be called after they were written to. */
  void handOver() throws IOException {
    if (account.isEmpty()) {
      return;
    }
    // The run directory is rewritten at each start. The others are only ever written by the
    // engine, so their top tells whether they were handed over before.
    give(directories.run(), account.get());
    for (Path own : own()) {
      if (uid(own) != account.get().uid()) {
        give(own, account.get());
      }
    }
  }

  private Set<Path> own() {
    return Set.of(directories.store(), directories.logs(), directories.run(), directories.tmp());
  }

  private void openTheWay(Account to) throws IOException {
    for (Path own : own()) {
      for (Path up = own.getParent(); up != null; up = up.getParent()) {
        if (!passable(up, to) && up.startsWith(directories.data())) {
          Set<PosixFilePermission> more = Files.getPosixFilePermissions(up);
          more.add(PosixFilePermission.OTHERS_EXECUTE);
          Files.setPosixFilePermissions(up, more);
        }
        if (!passable(up, to)) {
          throw new EngineException(
              directories.name()
                  + " runs as user id "
                  + to.uid()
                  + ", which can't enter "
                  + up
                  + "; choose a data directory that it can reach");
        }
      }
    }
  }

  /** Whether the account may pass through a directory to what lies below it. */
  static boolean passable(Path directory, Account account) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    if (uid(directory) == account.uid()) {
      return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static void give(Path top, Account account) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.setAttribute(path, "unix:uid", account.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", account.gid(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
