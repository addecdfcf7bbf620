package org.pillarbox.conditions.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * 7z archives. Their directory is packed too, so names stay unknown; whether a password is needed
 * for the directory is not.
 */
final class SevenZipFiles {
  private static final int SIGNATURE_HEADER = 32;
  private static final int MOST_HEADER = 64 * 1024;

  /** The method AES-256 with SHA-256, as the directory names it. */
  private static final String AES = "\u0006\u00f1\u0007\u0001";

  private SevenZipFiles() {}

  static void read(Bytes file, Findings findings) throws IOException {
    long at = SIGNATURE_HEADER + file.number(12, 8);
    long length = Math.max(0, Math.min(MOST_HEADER, file.number(20, 8)));
    String header = new String(file.slice(at, (int) length), StandardCharsets.ISO_8859_1);
    if (header.contains(AES)) {
      findings.encrypted();
      findings.gap("encrypted, even the names");
    } else {
      findings.gap("what is inside seven-zip is not looked at");
    }
  }
}
