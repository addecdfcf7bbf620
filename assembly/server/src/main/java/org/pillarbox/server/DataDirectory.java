package org.pillarbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The data directory: everything that changes lives below it, so that a copy of it is a copy of the
 * appliance. Every folder is readable by its owner only.
 *
 * @param root the directory itself, absolute
 */
public record DataDirectory(Path root) {
  private static final String OWNER_ONLY = "rwx------";

  /**
   * Makes the path absolute, so that a later change of the working directory can't move the data.
   */
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Random secrets, one file each. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Certificate and key of every listener. */
  public Path tls() {
    return root.resolve("tls");
  }

  /** What is true only while the appliance runs: process files, sockets, rendered configuration. */
  public Path run() {
    return root.resolve("run");
  }

  /** The James configuration as rendered at this start. */
  public Path jamesConfiguration() {
    return run().resolve("conf");
  }

  /**
   * James' configuration as shipped: the folder that the system property {@code pillarbox.conf}
   * names, else the one of the checkout that the working directory lies in.
   *
   * @throws IOException when there is neither
   */
  static Path jamesTemplates() throws IOException {
    String named = System.getProperty("pillarbox.conf", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("conf/mailetcontainer.xml"))) {
        return folder.resolve("conf");
      }
    }
    throw new IOException("No conf/mailetcontainer.xml above " + here + "; set -Dpillarbox.conf");
  }

  /** Spool, queue and deferred mail. */
  public Path queue() {
    return root.resolve("queue");
  }

  /** Orders on the box about rules, and the last rule set that was live. */
  public Path rules() {
    return root.resolve("rules");
  }

  /** Log files of the appliance and of its engines. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Temporary files: emptied at every start. */
  public Path temporary() {
    return root.resolve("tmp");
  }

  /** Process id of the appliance. */
  public Path pidFile() {
    return run().resolve("pillarbox.pid");
  }

  /**
   * The first account's password, where the command puts it when only root may read the file that
   * the administrator named. Removed as soon as the account is there.
   */
  public Path handedPassword() {
    return run().resolve("admin-password");
  }

  /**
   * Creates what is missing and closes each folder to other users.
   *
   * @throws IOException when a folder can't be created or protected
   */
  public void prepare() throws IOException {
    for (Path folder :
        List.of(
            root,
            secrets(),
            tls(),
            run(),
            jamesConfiguration(),
            queue(),
            rules(),
            logs(),
            temporary())) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
    }
  }
}
