package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Lets the user who logged in send nothing more, and alerts, until an administrator lifts it.
 *
 * @param reason why, for the alert
 */
@Described(
    name = "suspend",
    meaning =
        "Let the user who logged in send nothing more, and alert the administrators, until one lifts it.",
    example = "{reason: Unusual amount of mail}")
public record Suspend(
    @Param(value = "why, for the alert", standard = "Suspended by a rule") String reason)
    implements Action {

  public Suspend {
    reason = Bounds.line("reason", reason, 400);
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
