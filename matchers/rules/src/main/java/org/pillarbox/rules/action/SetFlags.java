package org.pillarbox.rules.action;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Sets flags or keywords on the delivered message (RFC 9051 section 2.3.2).
 *
 * @param set {@code seen}, {@code flagged}, {@code answered}, {@code draft}, or keywords
 */
@Described(
    name = "flags",
    meaning = "Set flags or keywords on the delivered message.",
    example = "{set: [flagged, $Important]}")
public record SetFlags(
    @Param("seen, flagged, answered, draft, or keywords (RFC 9051 section 2.3.2)") List<String> set)
    implements Action {

  public SetFlags {
    set = Bounds.some("set", Bounds.lines("set", set, 100));
    for (String flag : set) {
      if (flag.isEmpty()
          || !flag.chars().allMatch(c -> c > 32 && c < 127 && "(){%*\"\\\\]".indexOf(c) < 0)) {
        throw new IllegalArgumentException(
            "set '%s': a flag or keyword is expected".formatted(flag));
      }
    }
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
