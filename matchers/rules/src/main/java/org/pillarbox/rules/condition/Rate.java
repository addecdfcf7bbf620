package org.pillarbox.rules.condition;

import java.time.Duration;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * More was sent in a while than is usual. The counters are a snapshot; they advance once, when the
 * message is accepted.
 *
 * @param by whose count
 * @param of what is counted
 * @param over how long, one second to 31 days
 * @param above more than this
 */
@Described(
    name = "rate",
    meaning = "More was sent in a while than is usual.",
    example = "{by: user, of: recipients, over: 1h, above: 200}")
public record Rate(
    @Param(value = "whose count: sender, user or network", standard = "user") CounterKey.By by,
    @Param(value = "what is counted: messages, recipients or bytes", standard = "messages")
        CounterKey.Measure of,
    @Param(value = "over how long, such as 10m, 1h, 1d", standard = "1h") Duration over,
    @Param("more than this") long above)
    implements Condition {
  /** The counter that it needs. */
  public CounterKey key() {
    return new CounterKey(by, of, over);
  }

  public Rate {
    if (above < 0) {
      throw new IllegalArgumentException("above %d: at least 0 is expected".formatted(above));
    }
    new CounterKey(by, of, over).window();
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.counter(key()).answer(count -> Answer.of(count > above));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.counter(key()));
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
