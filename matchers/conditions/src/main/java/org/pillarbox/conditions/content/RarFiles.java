package org.pillarbox.conditions.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Names in RAR archives, versions 4 and 5. Their contents are not unpacked, so what a file inside
 * is by its content stays unknown.
 */
final class RarFiles {
  private static final String NOT_UNPACKED = "files inside rar are not unpacked";
  private static final int LONGEST_NAME = 2_048;

  private final Bytes file;
  private final Findings findings;
  private final FileInspection.Inside inside;
  private long at;

  private RarFiles(Bytes file, Findings findings, FileInspection.Inside inside) {
    this.file = file;
    this.findings = findings;
    this.inside = inside;
  }

  static void read(Bytes file, Findings findings, FileInspection.Inside inside) throws IOException {
    RarFiles rar = new RarFiles(file, findings, inside);
    if (file.number(6, 1) == 1) {
      rar.five();
    } else {
      rar.four();
    }
  }

  private void headersEncrypted() {
    findings.encrypted();
    findings.gap("encrypted, even the names");
  }

  private void four() throws IOException {
    at = 7;
    while (at + 7 <= file.size()) {
      int type = (int) file.number(at + 2, 1);
      long flags = file.number(at + 3, 2);
      long size = file.number(at + 5, 2);
      long more = (flags & 0x8000) != 0 ? file.number(at + 7, 4) : 0;
      if (type == 0x73 && (flags & 0x80) != 0) {
        headersEncrypted();
        return;
      }
      if (type == 0x7B) {
        return;
      }
      if (type == 0x74) {
        more = file.number(at + 7, 4);
        boolean large = (flags & 0x100) != 0;
        more += large ? file.number(at + 32, 4) << 32 : 0;
        int nameLength = (int) Math.min(LONGEST_NAME, file.number(at + 26, 2));
        String name = name(file.slice(at + (large ? 40 : 32), nameLength));
        add(name, file.number(at + 11, 4), (flags & 4) != 0, (flags & 0xE0) == 0xE0);
      }
      if (size < 7 || more < 0) {
        findings.gap("rar whose headers are damaged");
        return;
      }
      at += size + more;
    }
  }

  /** The plain name stands before a zero byte and its wide form. */
  private static String name(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return Charsets.guess(Arrays.copyOf(bytes, end));
  }

  private void five() throws IOException {
    at = 8;
    while (at + 7 <= file.size()) {
      at += 4;
      long size = variable();
      long start = at;
      long type = variable();
      long flags = variable();
      long extra = (flags & 1) != 0 ? variable() : 0;
      long data = (flags & 2) != 0 ? variable() : 0;
      long end = start + size;
      if (type == 4) {
        headersEncrypted();
        return;
      }
      if (type == 5) {
        return;
      }
      if (type == 2) {
        fileFive(end - extra, end);
      }
      if (size < 1 || data < 0 || end < start || end + data < end) {
        findings.gap("rar whose headers are damaged");
        return;
      }
      at = end + data;
    }
  }

  private void fileFive(long extraAt, long end) throws IOException {
    long flags = variable();
    long size = variable();
    variable();
    at += (flags & 2) != 0 ? 4 : 0;
    at += (flags & 4) != 0 ? 4 : 0;
    variable();
    variable();
    int nameLength = (int) Math.min(LONGEST_NAME, Math.max(0, variable()));
    String name = new String(file.slice(at, nameLength), StandardCharsets.UTF_8);
    add(name, size, encryptedFive(extraAt, end), (flags & 1) != 0);
  }

  private boolean encryptedFive(long extraAt, long end) throws IOException {
    at = extraAt;
    while (at < end) {
      long size = variable();
      long start = at;
      if (size < 1 || start + size > end) {
        return false;
      }
      if (variable() == 1) {
        return true;
      }
      at = start + size;
    }
    return false;
  }

  private void add(String name, long size, boolean encrypted, boolean folder) throws IOException {
    if (!folder) {
      inside.closed(List.of(name), size, encrypted, encrypted ? "encrypted" : NOT_UNPACKED);
    }
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  private long variable() throws IOException {
    long value = 0;
    for (int i = 0; i < 10; i++) {
      long octet = file.number(at, 1);
      at++;
      value |= (octet & 0x7F) << (7 * i);
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    return -1;
  }
}
