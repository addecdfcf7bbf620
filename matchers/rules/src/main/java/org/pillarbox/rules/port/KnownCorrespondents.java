package org.pillarbox.rules.port;

import java.time.Instant;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;

/** To whom our users have written. Called on threads that may wait. */
public interface KnownCorrespondents {
  /**
   * Whether this recipient, or its domain, had written to that sender before a moment; unknown if
   * the store is away.
   *
   * @param at when the sender's message came; answers are right for the last 30 days at least
   */
  Correspondence between(Address sender, Address recipient, Instant at);

  /** One of our users wrote to that address; remembered for at least a year after the last time. */
  void wrote(Address user, Address to, Instant at);
}
