package org.pillarbox.rules.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds every bad line of a list, so that its author can mend them all at once. */
public final class ListCheck {
  private ListCheck() {}

  /**
   * One bad line.
   *
   * @param line its number, from 1
   * @param value what stands there
   * @param expected what is expected there
   */
  public record BadLine(int line, String value, String expected) {}

  /** All bad lines of these entries; none if the list can be used. */
  public static List<BadLine> check(ListKind kind, List<ListEntry> entries) {
    List<BadLine> bad = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    ListBuilder builder = ListBuilder.of(kind);
    for (int i = 0; i < entries.size(); i++) {
      ListEntry entry = entries.get(i);
      Integer before = seen.putIfAbsent(entry.value(), i + 1);
      if (before != null) {
        bad.add(new BadLine(i + 1, entry.value(), "stands already in line " + before));
        continue;
      }
      try {
        builder.add(entry);
      } catch (IllegalArgumentException wrong) {
        bad.add(new BadLine(i + 1, entry.value(), String.valueOf(wrong.getMessage())));
      }
    }
    return bad;
  }
}
