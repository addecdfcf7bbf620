package org.pillarbox.protection.smtp;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.pillarbox.protection.ProtectionConfiguration;

/**
 * Asks the file system of the data directory; a directory that can't be asked or written has no
 * room.
 */
public final class DiskSpace implements SpoolSpace {
  private final Path directory;
  private final long reserve;

  @Inject
  public DiskSpace(ProtectionConfiguration configuration) {
    this.directory = configuration.dataDirectory();
    this.reserve = configuration.minimumFreeBytes();
  }

  @Override
  public boolean hasRoomFor(long bytes) {
    // Not Files.getFileStore: it reads the table of mounts each time, and this is asked per
    // command.
    return Files.isWritable(directory) && directory.toFile().getUsableSpace() - reserve >= bytes;
  }
}
