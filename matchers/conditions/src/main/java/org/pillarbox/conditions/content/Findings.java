package org.pillarbox.conditions.content;

import java.util.ArrayList;
import java.util.List;

/** What has been found out about one file so far. */
final class Findings {
  private final List<String> names;
  private final String declaredType;
  private final long size;
  private final List<String> gaps = new ArrayList<>();
  private final List<InspectedFile> contents = new ArrayList<>();
  private FileType type = FileType.UNKNOWN;
  private boolean encrypted;
  private boolean macros;

  Findings(List<String> names, String declaredType, long size) {
    this.names = names;
    this.declaredType = declaredType;
    this.size = size;
  }

  List<String> names() {
    return names;
  }

  FileType type() {
    return type;
  }

  void type(FileType found) {
    type = found;
  }

  void encrypted() {
    encrypted = true;
  }

  void macros() {
    macros = true;
  }

  void gap(String why) {
    if (!gaps.contains(why)) {
      gaps.add(why);
    }
  }

  void inside(InspectedFile file) {
    contents.add(file);
    encrypted |= file.encrypted() && file.contents().isEmpty();
  }

  InspectedFile result() {
    return new InspectedFile(names, declaredType, type, size, encrypted, macros, gaps, contents);
  }
}
