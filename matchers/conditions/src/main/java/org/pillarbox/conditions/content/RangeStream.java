package org.pillarbox.conditions.content;

import java.io.IOException;
import java.io.InputStream;

/** A part of a file as a stream. */
final class RangeStream extends InputStream {
  private final Bytes bytes;
  private final long end;
  private long at;

  RangeStream(Bytes bytes, long from, long length) {
    this.bytes = bytes;
    this.at = Math.max(0, from);
    this.end = Math.min(bytes.size(), this.at + Math.max(0, length));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, end - at);
    int count = wanted <= 0 ? 0 : bytes.read(at, into, offset, wanted);
    if (count <= 0) {
      return -1;
    }
    at += count;
    return count;
  }
}
