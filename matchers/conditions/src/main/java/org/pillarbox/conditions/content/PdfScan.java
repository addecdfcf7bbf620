package org.pillarbox.conditions.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whether a PDF needs a password, or is at least encrypted with an empty one (ISO 32000-1 section
 * 7.6): the dictionary at its end, or that of a cross-reference stream, has the name Encrypt. Names
 * are read with their escapes, and the contents of streams are passed over. One pass.
 */
final class PdfScan {
  private static final int LONGEST_WORD = 40;
  private static final String END_OF_STREAM = "endstream";

  private PdfScan() {}

  static void read(Bytes file, Findings findings) throws IOException {
    try (InputStream in = new BufferedInputStream(file.stream(0, file.size()), 16 * 1024)) {
      StringBuilder word = new StringBuilder();
      boolean inStream = false;
      int matched = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (inStream) {
          matched = matched(matched, c);
          inStream = matched < END_OF_STREAM.length();
        } else if (endsWord(c)) {
          encrypted(word, findings);
          inStream = word.toString().equals("stream");
          matched = 0;
          word.setLength(0);
          word.append(c == '/' ? "/" : "");
        } else if (word.length() < LONGEST_WORD) {
          word.append((char) c);
        }
      }
      encrypted(word, findings);
    }
  }

  private static int matched(int before, int c) {
    if (c == END_OF_STREAM.charAt(before)) {
      return before + 1;
    }
    return c == END_OF_STREAM.charAt(0) ? 1 : 0;
  }

  private static boolean endsWord(int c) {
    return c <= ' ' || "/<>[]()%".indexOf(c) >= 0;
  }

  private static void encrypted(StringBuilder word, Findings findings) {
    if (word.length() > 1 && word.charAt(0) == '/' && name(word).equals("Encrypt")) {
      findings.encrypted();
      findings.gap("encrypted");
    }
  }

  /** A name without its escapes: two hexadecimal digits behind a number sign (section 7.3.5). */
  private static String name(StringBuilder word) {
    StringBuilder name = new StringBuilder();
    int at = 1;
    while (at < word.length()) {
      int octet = word.charAt(at) == '#' ? Octets.hex(word.substring(at), 1) : -1;
      name.append(octet >= 0 ? (char) octet : word.charAt(at));
      at += octet >= 0 ? 3 : 1;
    }
    return name.toString();
  }
}
