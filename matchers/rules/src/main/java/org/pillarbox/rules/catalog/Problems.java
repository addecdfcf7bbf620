package org.pillarbox.rules.catalog;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong. */
final class Problems {
  private static final int MOST = 100;
  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, Object value, String expected) {
    if (found.size() < MOST) {
      found.add(new Problem(pointer, String.valueOf(value), expected));
    }
  }

  List<Problem> all() {
    return found;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new BadForm(found);
    }
  }

  /** A pointer one step further down (RFC 6901 section 3). */
  static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
