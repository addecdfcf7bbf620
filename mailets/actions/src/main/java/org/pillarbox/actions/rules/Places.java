package org.pillarbox.actions.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.util.DurationParser;

/**
 * What becomes of mail that does not go on.
 *
 * @param refused processor that tells the sender, with a report for each recipient
 * @param giveUp age at which a mail is put off no more, but held
 */
public record Places(String refused, Duration giveUp) {
  /** The shipped pipeline's. */
  public static Places defaults() {
    return new Places("bounces", Duration.ofDays(5));
  }

  public Places {
    if (giveUp.isNegative() || giveUp.isZero()) {
      throw new IllegalArgumentException(
          "giveUpAfter %s: more than nothing is expected".formatted(giveUp));
    }
  }

  static Places from(Function<String, Optional<String>> given) {
    Places standard = defaults();
    return new Places(
        given.apply("refusedProcessor").orElse(standard.refused),
        given.apply("giveUpAfter").map(DurationParser::parse).orElse(standard.giveUp));
  }
}
