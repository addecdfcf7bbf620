package org.pillarbox.queue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an entry's file. It carries all that changes during an entry's life, so that a change
 * is one rename: atomic, and seen by whoever comes after this process even if it is killed the next
 * moment. (A rename that only a power cut takes back costs one uncounted try, no mail.)
 *
 * @param id when the entry came and which it was; sorts in order of arrival
 * @param due epoch milliseconds before which the entry is not handed out
 * @param deferred whether it waits because something failed or somebody asked for a delay; such
 *     entries never stand in front of fresh ones
 * @param starts how many tries began of which none ended: above 0 after a process died with the
 *     entry in hand
 * @param failures how many tries ended in a failure of the message's own
 * @param waits how many tries ended because a store was away; never counts against the message
 */
record EntryName(String id, long due, boolean deferred, int starts, int failures, int waits) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{12,40})\\.(\\d{1,18})\\.([fd])\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})\\.mail");

  static Optional<EntryName> parse(String fileName) {
    Matcher matcher = FORM.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new EntryName(
            matcher.group(1),
            Long.parseLong(matcher.group(2)),
            matcher.group(3).equals("d"),
            Integer.parseInt(matcher.group(4)),
            Integer.parseInt(matcher.group(5)),
            Integer.parseInt(matcher.group(6))));
  }

  String fileName() {
    return id
        + "."
        + due
        + "."
        + (deferred ? "d" : "f")
        + "."
        + starts
        + "."
        + failures
        + "."
        + waits
        + ".mail";
  }

  /** Epoch milliseconds of arrival. */
  long arrived() {
    return Long.parseLong(id.substring(0, 12), 16);
  }

  EntryName started() {
    return new EntryName(id, due, deferred, starts + 1, failures, waits);
  }

  EntryName failed(long nextDue) {
    return new EntryName(id, nextDue, true, 0, failures + 1, waits);
  }

  EntryName waiting(long nextDue) {
    return new EntryName(id, nextDue, true, 0, failures, waits + 1);
  }

  EntryName dueAt(long nextDue) {
    return new EntryName(id, nextDue, deferred, starts, failures, waits);
  }
}
