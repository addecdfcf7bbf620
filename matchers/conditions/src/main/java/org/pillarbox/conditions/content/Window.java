package org.pillarbox.conditions.content;

import java.io.IOException;

/** A range of a file. */
final class Window implements Bytes {
  private final Bytes whole;
  private final long from;
  private final long size;

  Window(Bytes whole, long from, long length) {
    this.whole = whole;
    this.from = from;
    this.size = Math.min(length, whole.size() - from);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) throws IOException {
    long there = Math.max(0, Math.min(length, size - at));
    return there == 0 ? 0 : whole.read(from + at, into, offset, (int) there);
  }
}
