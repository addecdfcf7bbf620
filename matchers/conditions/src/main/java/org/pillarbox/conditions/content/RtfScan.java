package org.pillarbox.conditions.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whether an RTF file holds objects of other programs, which may be programs themselves. */
final class RtfScan {
  private static final String OBJECT = "\\objdata";

  private RtfScan() {}

  static void read(Bytes file, Findings findings) throws IOException {
    try (InputStream in = new BufferedInputStream(file.stream(0, file.size()), 16 * 1024)) {
      int matched = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        matched = c == OBJECT.charAt(matched) ? matched + 1 : c == '\\' ? 1 : 0;
        if (matched == OBJECT.length()) {
          findings.gap("holds an embedded object");
          return;
        }
      }
    }
  }
}
