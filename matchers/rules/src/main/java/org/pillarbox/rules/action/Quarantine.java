package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Holds this recipient's copy.
 *
 * @param reason why, as the recipient may read it
 * @param digest whether the recipient's digest names it
 */
@Described(
    name = "quarantine",
    meaning =
        "Hold this recipient's copy where administrators, and the recipient, can look at it and release it.",
    example = "{reason: Document with macros}")
public record Quarantine(
    @Param(value = "why, as the recipient may read it", standard = "Held by a rule") String reason,
    @Param(value = "whether the recipient's digest names it", standard = "true") boolean digest)
    implements Action {

  public Quarantine {
    reason = Bounds.line("reason", reason, 400);
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
