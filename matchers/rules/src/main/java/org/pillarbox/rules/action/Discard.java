package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Moment;

/**
 * Drops this recipient's copy without a word: it goes to quarantine, hidden from digests and kept
 * for a short time, so that a wrong rule costs no mail.
 */
@Described(
    name = "discard",
    meaning = "Drop it silently: into quarantine, out of the digests, for a short time.",
    example = "{}")
public record Discard() implements Action {

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
