package org.pillarbox.conditions.content;

import java.util.List;
import java.util.stream.Stream;

/** File names as the reader's system will take them. */
final class FileNames {
  private static final int LONGEST = 1_000;

  private FileNames() {}

  /** The names of a part, the likeliest first (RFC 2183 section 2.3 before RFC 2045's name). */
  static List<String> of(MimeValue disposition, MimeValue type) {
    return clean(
        Stream.concat(disposition.values("filename").stream(), type.values("name").stream()));
  }

  /**
   * Names without folders, without what can't be seen, and without the dots and spaces at the end
   * that Windows drops.
   */
  static List<String> clean(Stream<String> names) {
    return names.map(FileNames::clean).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static String clean(String name) {
    StringBuilder seen = new StringBuilder();
    name.codePoints().limit(LONGEST).filter(FileNames::visible).forEach(seen::appendCodePoint);
    int folder = Math.max(seen.lastIndexOf("/"), seen.lastIndexOf("\\"));
    int end = seen.length();
    while (end > 0 && (seen.charAt(end - 1) == '.' || seen.charAt(end - 1) <= ' ')) {
      end--;
    }
    return end <= folder + 1 ? "" : seen.substring(folder + 1, end).strip();
  }

  private static boolean visible(int point) {
    int kind = Character.getType(point);
    return kind != Character.CONTROL && kind != Character.FORMAT;
  }
}
