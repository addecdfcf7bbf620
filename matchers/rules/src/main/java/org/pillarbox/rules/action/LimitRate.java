package org.pillarbox.rules.action;

import java.time.Duration;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Moment;

/**
 * Answers 4xx while more was sent than this. The evaluator decides it from the counters' snapshot;
 * nothing is left to carry out.
 *
 * @param by whose count
 * @param of what is counted
 * @param over how long, one second to 31 days
 * @param most as much as this passes
 */
@Described(
    name = "limit-rate",
    meaning = "Answer 4xx while more was sent than this.",
    example = "{by: user, of: recipients, over: 1h, most: 200}")
public record LimitRate(
    @Param(value = "whose count: sender, user or network", standard = "user") CounterKey.By by,
    @Param(value = "what is counted: messages, recipients or bytes", standard = "messages")
        CounterKey.Measure of,
    @Param(value = "over how long, such as 10m, 1h, 1d", standard = "1h") Duration over,
    @Param("as much as this passes") long most)
    implements Action {

  public LimitRate {
    if (most < 1) {
      throw new IllegalArgumentException("most %d: at least 1 is expected".formatted(most));
    }
    new CounterKey(by, of, over).window();
  }

  /** The counter that it needs. */
  public CounterKey key() {
    return new CounterKey(by, of, over);
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
