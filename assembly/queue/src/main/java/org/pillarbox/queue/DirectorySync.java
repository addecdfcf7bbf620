package org.pillarbox.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the names in a directory durable (fsync of the directory), once for all who ask at the same
 * time: whoever asks while a sync is running waits for the next one, which one of the waiting does
 * for all.
 *
 * <p>After a failed sync nothing is known about what is on disk, and a second try may report
 * success for data that the kernel has already dropped. So the first failure is final: every later
 * call fails until the process starts anew.
 */
final class DirectorySync {
  private final Path directory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long asked;
  private long done;
  private boolean running;
  private boolean broken;

  DirectorySync(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns when every name put into the directory before the call is on disk.
   *
   * @throws IOException when that is not certain
   */
  void sync() throws IOException {
    long upTo;
    lock.lock();
    try {
      long mine = ++asked;
      while (running && done < mine && !broken) {
        changed.awaitUninterruptibly();
      }
      if (broken) {
        throw new IOException("an earlier sync of " + directory + " failed; a restart is needed");
      }
      if (done >= mine) {
        return;
      }
      running = true;
      upTo = asked;
    } finally {
      lock.unlock();
    }
    lead(upTo);
  }

  private void lead(long upTo) throws IOException {
    boolean succeeded = false;
    try {
      force(directory);
      succeeded = true;
    } finally {
      ended(upTo, succeeded);
    }
  }

  private void ended(long upTo, boolean succeeded) {
    lock.lock();
    try {
      running = false;
      broken = broken || !succeeded;
      done = succeeded ? upTo : done;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isBroken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
