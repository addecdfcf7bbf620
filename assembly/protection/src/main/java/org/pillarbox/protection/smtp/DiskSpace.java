package org.pillarbox.protection.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.pillarbox.protection.ProtectionConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the file system of the data directory; a directory that can't be asked or written has no
 * room.
 */
public final class DiskSpace implements SpoolSpace {
  private static final Logger LOGGER = LoggerFactory.getLogger(DiskSpace.class);

  private final Path directory;
  private final long reserve;

  @Inject
  public DiskSpace(ProtectionConfiguration configuration) {
    this.directory = configuration.dataDirectory();
    this.reserve = configuration.minimumFreeBytes();
  }

  @Override
  public boolean hasRoomFor(long bytes) {
    try {
      return Files.isWritable(directory)
          && Files.getFileStore(directory).getUsableSpace() - reserve >= bytes;
    } catch (IOException e) {
      LOGGER.error("Can't ask for free space of {}: refusing mail until it answers", directory, e);
      return false;
    }
  }
}
