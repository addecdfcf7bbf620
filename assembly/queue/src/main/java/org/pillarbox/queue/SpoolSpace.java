package org.pillarbox.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk has room for new mail. SMTP asks before DATA and answers 452 4.3.1 if not; what
 * is already accepted may use the reserve, so that DSNs and retries still find room.
 */
@Singleton
public class SpoolSpace {
  private static final Logger LOGGER = LoggerFactory.getLogger(SpoolSpace.class);
  private static final long FRESH_MILLIS = 1_000;

  private final Path directory;
  private final long reserved;
  private final Clock clock;
  private final AtomicReference<Measured> last =
      new AtomicReference<>(new Measured(Long.MIN_VALUE, 0));

  private record Measured(long at, long free) {}

  @Inject
  public SpoolSpace(QueueConfiguration configuration, Clock clock) {
    this.directory = configuration.directory();
    this.reserved = configuration.reservedBytes();
    this.clock = clock;
  }

  /** Free bytes on the disk of the spool, at most a second old; 0 if that can't be told. */
  public long freeBytes() {
    long now = clock.millis();
    Measured known = last.get();
    if (known.at() != Long.MIN_VALUE && Math.abs(now - known.at()) < FRESH_MILLIS) {
      return known.free();
    }
    long free = measure();
    last.set(new Measured(now, free));
    return free;
  }

  private long measure() {
    try {
      Files.createDirectories(directory);
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      LOGGER.error("The room on the disk of {} can't be told; no new mail is taken", directory, e);
      return 0;
    }
  }

  /** Whether a new message of this size (0 if not known yet) leaves the reserve untouched. */
  public boolean hasRoomFor(long bytes) {
    return freeBytes() - Math.max(0, bytes) >= reserved;
  }
}
