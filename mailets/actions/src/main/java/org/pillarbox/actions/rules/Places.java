package org.pillarbox.actions.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.util.DurationParser;

/**
 * Where mail goes that does not go on.
 *
 * @param refused processor that tells the sender, with a report for each recipient
 * @param again processor in which the rules are asked once more
 * @param pause until then
 * @param giveUp age at which a mail is put off no more, but held
 */
public record Places(String refused, String again, Duration pause, Duration giveUp) {
  /** The shipped pipeline's names. */
  public static Places defaults() {
    return new Places("bounces", "rules", Duration.ofMinutes(5), Duration.ofDays(5));
  }

  public Places {
    if (pause.isNegative() || pause.isZero() || giveUp.compareTo(pause) < 0) {
      throw new IllegalArgumentException(
          "wait %s and giveUp %s: more than nothing, and giveUp no shorter than wait"
              .formatted(pause, giveUp));
    }
  }

  static Places from(Function<String, Optional<String>> given) {
    Places standard = defaults();
    return new Places(
        given.apply("refusedProcessor").orElse(standard.refused),
        given.apply("againProcessor").orElse(standard.again),
        given.apply("wait").map(DurationParser::parse).orElse(standard.pause),
        given.apply("giveUpAfter").map(DurationParser::parse).orElse(standard.giveUp));
  }
}
