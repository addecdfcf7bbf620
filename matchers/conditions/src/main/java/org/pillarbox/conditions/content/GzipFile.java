package org.pillarbox.conditions.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A gzip file (RFC 1952): one file inside, under its own name or that of the outer one. */
final class GzipFile {
  private GzipFile() {}

  static void read(Bytes file, Findings findings, FileInspection.Inside inside) throws IOException {
    List<String> names = new ArrayList<>();
    boolean named = (file.number(3, 1) & 8) != 0 && (file.number(3, 1) & 4) == 0;
    if (named) {
      String name = file.text(10, 512);
      int end = name.indexOf('\0');
      names.add(end < 0 ? name : name.substring(0, end));
    }
    for (String outer : findings.names()) {
      String lower = outer.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".gz")) {
        names.add(outer.substring(0, outer.length() - 3));
      } else if (lower.endsWith(".tgz")) {
        names.add(outer.substring(0, outer.length() - 3) + "tar");
      }
    }
    try (GZIPInputStream unpacked = new GZIPInputStream(file.stream(0, file.size()), 4 * 1024)) {
      inside.unpack(names.stream().distinct().toList(), -1, unpacked);
    }
  }
}
