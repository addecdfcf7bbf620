package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tar archives (POSIX.1 ustar, pax and GNU long names). */
final class TarFiles {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 4_096;

  private TarFiles() {}

  static void read(Bytes file, FileInspection.Inside inside) throws IOException {
    long at = 0;
    String longName = "";
    while (at + BLOCK <= file.size() && file.number(at, 1) != 0) {
      long size = size(file, at + 124);
      long data = at + BLOCK;
      if (size < 0 || data + size > file.size()) {
        throw new EOFException("tar is damaged or cut off");
      }
      char type = (char) file.number(at + 156, 1);
      String text = file.text(data, (int) Math.min(size, LONGEST_NAME));
      switch (type) {
        case 'L' -> longName = untilZero(text);
        case 'x' -> longName = path(text);
        case '0', '\0', '7' -> {
          String name = longName.isEmpty() ? name(file, at) : longName;
          inside.add(List.of(name), file.window(data, size));
          longName = "";
        }
        default -> longName = "";
      }
      at = data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  private static String name(Bytes file, long at) throws IOException {
    String prefix = untilZero(file.text(at + 345, 155));
    String name = untilZero(file.text(at, 100));
    return Charsets.guess(
        (prefix.isEmpty() ? name : prefix + "/" + name).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Octal digits, or a binary number where these do not reach. */
  private static long size(Bytes file, long at) throws IOException {
    if ((file.number(at, 1) & 0x80) != 0) {
      return Long.reverseBytes(file.number(at + 4, 8));
    }
    long size = 0;
    for (char c : file.text(at, 12).toCharArray()) {
      size = c >= '0' && c <= '7' ? size * 8 + (c - '0') : size;
    }
    return size;
  }

  private static String path(String records) {
    int start = records.indexOf(" path=");
    int end = start < 0 ? -1 : records.indexOf('\n', start);
    return end < 0
        ? ""
        : Charsets.guess(records.substring(start + 6, end).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String untilZero(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
