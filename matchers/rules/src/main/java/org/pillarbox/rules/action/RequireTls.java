package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Moment;

/** Sends it on over TLS only. */
@Described(
    name = "require-tls",
    meaning = "Send it on over TLS only; without TLS it waits, and then goes back to its sender.",
    example = "{}")
public record RequireTls() implements Action {

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
