package org.pillarbox.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * When a rule counts.
 *
 * @param from from then on; empty means since ever
 * @param until before then; empty means for ever
 */
public record Validity(Optional<Instant> from, Optional<Instant> until) {
  private static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

  public Validity {
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "from %s until %s: an end after the beginning is expected"
              .formatted(from.get(), until.get()));
    }
  }

  /** Always. */
  public static Validity always() {
    return ALWAYS;
  }

  /** Whether it counts then. */
  public boolean includes(Instant at) {
    return from.map(begin -> !at.isBefore(begin)).orElse(true)
        && until.map(at::isBefore).orElse(true);
  }
}
