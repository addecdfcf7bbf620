package org.pillarbox.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.james.server.core.MimeMessageSource;

/**
 * The message part of an entry: in memory when small, read from the entry's file when wanted
 * otherwise.
 */
final class EntryBody implements MimeMessageSource {
  private static final int IN_MEMORY = 256 * 1024;
  private static final int RENAME_RACES = 5;

  private final QueueEntry entry;
  private final long length;
  private final byte[] small;

  private EntryBody(QueueEntry entry, long length, byte[] small) {
    this.entry = entry;
    this.length = length;
    this.small = small;
  }

  static EntryBody of(QueueEntry entry, FileChannel channel, long length) throws IOException {
    boolean fits = length <= IN_MEMORY;
    byte[] bytes = fits ? MailFile.readFully(channel, 0, (int) length).array() : new byte[0];
    return new EntryBody(entry, length, bytes);
  }

  @Override
  public String getSourceId() {
    return "queue-" + entry.id();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return length <= IN_MEMORY
        ? new ByteArrayInputStream(small)
        : BoundedInputStream.builder().setInputStream(open()).setMaxCount(length).get();
  }

  @Override
  public long getMessageSize() {
    return length;
  }

  /**
   * The counters of an entry are in its name, so the name may change between looking it up and
   * opening it.
   */
  private InputStream open() throws IOException {
    for (int race = 1; race < RENAME_RACES; race++) {
      try {
        return Channels.newInputStream(FileChannel.open(entry.path(), StandardOpenOption.READ));
      } catch (NoSuchFileException renamed) {
        Thread.onSpinWait();
      }
    }
    return Channels.newInputStream(FileChannel.open(entry.path(), StandardOpenOption.READ));
  }
}
