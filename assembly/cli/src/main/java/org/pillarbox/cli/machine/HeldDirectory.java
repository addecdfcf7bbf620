package org.pillarbox.cli.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.pillarbox.cli.CommandFailure;
import org.pillarbox.cli.ExitCode;

/**
 * The data directory, held by one appliance at a time. The lock is the kernel's, so that it goes
 * with the process however that ends: there is nothing to clean up after {@code kill -9}.
 */
public final class HeldDirectory implements AutoCloseable {
  /** Folders that every part of the appliance may expect. */
  private static final List<String> FOLDERS =
      List.of("secrets", "tls", "cassandra", "opensearch", "queue", "logs", "run", "tmp");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private HeldDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Makes what is missing and takes the lock. What an earlier start left half made stays, and is
   * made whole.
   *
   * @throws CommandFailure if another process has it, or it can't be written
   * @throws IOException if the disk refuses
   */
  public static HeldDirectory hold(Path path) throws CommandFailure, IOException {
    create(path);
    Path file = path.resolve("run/lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new HeldDirectory(path, channel, lock(path, channel));
    } catch (CommandFailure | IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Makes the folders, each for the owner alone. */
  private static void create(Path path) throws CommandFailure, IOException {
    try {
      Files.createDirectories(path, OWNER_ONLY);
      for (String folder : FOLDERS) {
        Files.createDirectories(path.resolve(folder), OWNER_ONLY);
      }
      Files.delete(Files.createTempFile(path.resolve("tmp"), "writable", ""));
    } catch (AccessDeniedException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "The data directory "
              + path
              + " can't be written by the user "
              + System.getProperty("user.name")
              + " (denied: "
              + e.getFile()
              + "). Give it to that user with chown -R, or name another one with --data.",
          e);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          e.getFile() + " is in the way: it is a file, and must be a directory.",
          e);
    }
  }

  private static FileLock lock(Path path, FileChannel channel) throws CommandFailure, IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(path, "this very process");
    }
    ByteBuffer holder = ByteBuffer.allocate(20);
    channel.read(holder, 0);
    String pid = new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII);
    throw inUse(path, pid.isBlank() ? "another process" : "process " + pid.strip());
  }

  private static CommandFailure inUse(Path path, String holder) {
    return new CommandFailure(
        ExitCode.FAILED,
        "The data directory "
            + path
            + " is in use by "
            + holder
            + ". Stop that one with: pillarbox down --data "
            + path
            + ", or start this one on another directory with --data.");
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
