package org.pillarbox.conditions.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What is written to it, readable at random access: in memory up to 1 MiB, behind that in a
 * temporary file that goes when this is closed, so that many large attachments at once do not fill
 * the heap.
 */
final class Held extends OutputStream implements Bytes {
  private static final int IN_MEMORY = 1 << 20;
  private static final int WINDOW = 16 * 1024;

  private byte[] memory = new byte[8 * 1024];
  private long size;
  private FileChannel file;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (file == null && size + length > IN_MEMORY) {
      spill();
    }
    if (file != null) {
      append(ByteBuffer.wrap(from, offset, length));
      return;
    }
    if (size + length > memory.length) {
      memory = Arrays.copyOf(memory, (int) Math.max(size + length, memory.length * 2L));
    }
    System.arraycopy(from, offset, memory, (int) size, length);
    size += length;
  }

  private void spill() throws IOException {
    Path path = Files.createTempFile("inspection", ".tmp");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    int held = (int) size;
    size = 0;
    append(ByteBuffer.wrap(memory, 0, held));
    memory = new byte[0];
  }

  private void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      size += file.write(bytes, size);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) throws IOException {
    int there = (int) Math.max(0, Math.min(length, size - at));
    if (there == 0) {
      return 0;
    }
    if (file == null) {
      System.arraycopy(memory, (int) at, into, offset, there);
      return there;
    }
    return there >= WINDOW
        ? file.read(ByteBuffer.wrap(into, offset, there), at)
        : readWindow(at, into, offset, there);
  }

  /** Parsers ask for a few bytes at a time: one system call for each would be most of the work. */
  private int readWindow(long at, byte[] into, int offset, int length) throws IOException {
    if (at < windowAt || at >= windowAt + window.limit()) {
      window.clear();
      windowAt = at;
      file.read(window, at);
      window.flip();
    }
    int from = (int) (at - windowAt);
    int count = Math.min(length, window.limit() - from);
    window.get(from, into, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
    memory = new byte[0];
  }
}
