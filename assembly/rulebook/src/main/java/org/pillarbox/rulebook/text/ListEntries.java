package org.pillarbox.rulebook.text;

import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.list.SafePattern;

/** Whether an entry is what its list's kind asks for; told when a list is read, line by line. */
final class ListEntries {
  private ListEntries() {}

  /**
   * Checks one value.
   *
   * @throws IllegalArgumentException with what is expected
   */
  static void check(ListKind kind, String value) {
    switch (kind) {
      case PEOPLE -> Address.of(value);
      case DOMAINS -> domain(value.startsWith("*.") ? value.substring(2) : value);
      case NETWORKS -> Network.of(value);
      case PATTERNS -> {
        if (value.length() > 2 && value.startsWith("/") && value.endsWith("/")) {
          SafePattern.of(value.substring(1, value.length() - 1));
        }
      }
      case TIMES -> {
        if (value.isBlank()) {
          throw new IllegalArgumentException(
              "a day such as 2026-12-24, or a span such as mon-fri 08:00-18:00");
        }
      }
    }
  }

  private static void domain(String name) {
    boolean shaped =
        !name.isEmpty()
            && name.length() <= 253
            && name.chars().noneMatch(c -> c <= ' ' || c == '@' || c == '/' || c == '*');
    if (!shaped) {
      throw new IllegalArgumentException("a domain such as example.org or *.example.org");
    }
  }
}
