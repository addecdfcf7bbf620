package org.pillarbox.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.mail.Flags;

/** Flags as strings of one index field: system flags by their IMAP names, keywords as they are. */
final class FlagNames {
  private static final Map<Flags.Flag, String> SYSTEM =
      Map.of(
          Flags.Flag.ANSWERED, "\\Answered",
          Flags.Flag.DELETED, "\\Deleted",
          Flags.Flag.DRAFT, "\\Draft",
          Flags.Flag.FLAGGED, "\\Flagged",
          Flags.Flag.RECENT, "\\Recent",
          Flags.Flag.SEEN, "\\Seen");

  private FlagNames() {}

  static List<String> of(Flags flags) {
    List<String> names = new ArrayList<>();
    for (Flags.Flag flag : flags.getSystemFlags()) {
      if (SYSTEM.containsKey(flag)) {
        names.add(SYSTEM.get(flag));
      }
    }
    names.addAll(List.of(flags.getUserFlags()));
    return names;
  }

  static String of(Flags.Flag flag) {
    String name = SYSTEM.get(flag);
    if (name == null) {
      throw new IllegalArgumentException(
          "A flag that is neither a system flag of IMAP nor a keyword");
    }
    return name;
  }

  static Flags parse(Iterable<String> names) {
    Flags flags = new Flags();
    for (String name : names) {
      SYSTEM.entrySet().stream()
          .filter(entry -> entry.getValue().equals(name))
          .findFirst()
          .ifPresentOrElse(entry -> flags.add(entry.getKey()), () -> flags.add(name));
    }
    return flags;
  }
}
