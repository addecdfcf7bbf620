package org.pillarbox.conditions.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names in cabinet files ([MS-CAB]). Their contents are not unpacked. */
final class CabinetFiles {
  private static final int LONGEST_NAME = 256;

  private CabinetFiles() {}

  static void read(Bytes file, FileInspection.Inside inside) throws IOException {
    long at = file.number(16, 4);
    long count = file.number(28, 2);
    for (long i = 0; i < count; i++) {
      String name = file.text(at + 16, LONGEST_NAME);
      int end = name.indexOf('\0');
      if (end < 0) {
        throw new EOFException("cabinet is damaged or cut off");
      }
      inside.closed(
          List.of(Charsets.guess(name.substring(0, end).getBytes(StandardCharsets.ISO_8859_1))),
          file.number(at, 4),
          false,
          "files inside cabinets are not unpacked");
      at += 16 + end + 1;
    }
  }
}
