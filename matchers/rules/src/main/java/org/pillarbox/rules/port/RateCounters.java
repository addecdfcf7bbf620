package org.pillarbox.rules.port;

import java.time.Instant;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;

/** Running sums over windows of time. They advance once per message, when it is accepted. */
public interface RateCounters {
  /**
   * The sum of the window that ends now.
   *
   * @param subject the sender, user or network that {@code key.by()} names
   */
  Fact<Long> count(CounterKey key, String subject, Instant at);

  /** Adds to a sum, at acceptance. */
  void advance(CounterKey key, String subject, long amount, Instant at);
}
