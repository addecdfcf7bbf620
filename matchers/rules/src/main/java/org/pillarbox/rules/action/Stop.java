package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Moment;

/** Ends the evaluation for this recipient. */
@Described(name = "stop", meaning = "No later rule is asked for this recipient.", example = "{}")
public record Stop() implements Action {

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
