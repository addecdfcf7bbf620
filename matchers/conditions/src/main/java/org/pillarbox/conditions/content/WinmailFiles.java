package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Attachments in winmail.dat ([MS-OXTNEF]): a title, then the bytes, for each. */
final class WinmailFiles {
  private static final long BEGIN = 0x00069002L;
  private static final long TITLE = 0x00018010L;
  private static final long DATA = 0x0006800FL;
  private static final int LONGEST_NAME = 1_024;

  private WinmailFiles() {}

  static void read(Bytes file, FileInspection.Inside inside) throws IOException {
    long at = 6;
    String title = "";
    Bytes data = file.window(0, 0);
    while (at + 9 <= file.size()) {
      long attribute = file.number(at + 1, 4);
      long length = file.number(at + 5, 4);
      long start = at + 9;
      if (start + length > file.size()) {
        throw new EOFException("winmail.dat is damaged or cut off");
      }
      if (attribute == BEGIN) {
        flush(inside, title, data);
        title = "";
        data = file.window(0, 0);
      } else if (attribute == TITLE) {
        title = name(file.slice(start, (int) Math.min(LONGEST_NAME, length)));
      } else if (attribute == DATA) {
        data = file.window(start, length);
      }
      at = start + length + 2;
    }
    flush(inside, title, data);
  }

  private static void flush(FileInspection.Inside inside, String title, Bytes data)
      throws IOException {
    if (!title.isEmpty() || data.size() > 0) {
      inside.add(title.isEmpty() ? List.of() : List.of(title), data);
    }
  }

  private static String name(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return Charsets.guess(
        (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.ISO_8859_1));
  }
}
