package org.pillarbox.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.RateCounters;

/** What every counter of rates keeps. */
public interface RateCountersContract {
  /** The counter that the contract looks at. */
  CounterKey HOURLY =
      new CounterKey(CounterKey.By.USER, CounterKey.Measure.MESSAGES, Duration.ofHours(1));

  /** Counters that have counted nothing. */
  RateCounters counters();

  @Test
  default void startsAtNothing() {
    assertThat(counters().count(HOURLY, "ada@ours.test", SomeFacts.AT)).isEqualTo(Fact.of(0L));
  }

  @Test
  default void addsUp() {
    RateCounters counters = counters();
    counters.advance(HOURLY, "ada@ours.test", 2, SomeFacts.AT);
    counters.advance(HOURLY, "ada@ours.test", 3, SomeFacts.AT.plusSeconds(60));

    assertThat(counters.count(HOURLY, "ada@ours.test", SomeFacts.AT.plusSeconds(60)))
        .isEqualTo(Fact.of(5L));
  }

  @Test
  default void countsEachSubjectByItself() {
    RateCounters counters = counters();
    counters.advance(HOURLY, "ada@ours.test", 2, SomeFacts.AT);

    assertThat(counters.count(HOURLY, "bob@ours.test", SomeFacts.AT)).isEqualTo(Fact.of(0L));
  }

  @Test
  default void forgetsWhatIsOlderThanTwoWindows() {
    RateCounters counters = counters();
    counters.advance(HOURLY, "ada@ours.test", 2, SomeFacts.AT);
    Instant later = SomeFacts.AT.plus(Duration.ofHours(2)).plusSeconds(1);

    assertThat(counters.count(HOURLY, "ada@ours.test", later)).isEqualTo(Fact.of(0L));
  }
}
