package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The bytes of a file, at random access. Numbers are little-endian unless a name says otherwise.
 */
interface Bytes {
  /** How many bytes there are. */
  long size();

  /**
   * Reads bytes from a place.
   *
   * @return how many were read, 0 at or behind the end
   */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  /** As many bytes as there are from a place, at most {@code length}. */
  default byte[] slice(long at, int length) throws IOException {
    long there = at < 0 ? 0 : Math.max(0, Math.min(length, size() - at));
    byte[] slice = new byte[(int) there];
    int done = 0;
    while (done < slice.length) {
      int count = read(at + done, slice, done, slice.length - done);
      if (count <= 0) {
        throw new EOFException("File became shorter while it was read");
      }
      done += count;
    }
    return slice;
  }

  /** An unsigned number of 1 to 8 bytes; what lies behind the end is 0. */
  default long number(long at, int width) throws IOException {
    byte[] bytes = slice(at, width);
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** Bytes as Latin-1 text. */
  default String text(long at, int length) throws IOException {
    return new String(slice(at, length), StandardCharsets.ISO_8859_1);
  }

  /** Bytes as Latin-1 text in lower case. */
  default String lowerText(long at, int length) throws IOException {
    return text(at, length).toLowerCase(Locale.ROOT);
  }

  /** A range as a file of its own; what would lie behind the end is cut off. */
  default Bytes window(long from, long length) {
    return new Window(this, Math.min(Math.max(0, from), size()), Math.max(0, length));
  }

  /** A stream over a range. */
  default InputStream stream(long from, long length) {
    return new RangeStream(this, from, length);
  }
}
