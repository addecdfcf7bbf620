package org.pillarbox.rulebook.gathering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import javax.inject.Singleton;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.RateCounters;

/**
 * Counters of this process. A window is kept in sixty parts, so a sum is right to one sixtieth of
 * its window; a restart begins at nothing, and every node counts for itself.
 */
@Singleton
public final class MemoryRates implements RateCounters {
  private static final int PARTS = 60;
  private static final int MOST_SUBJECTS = 100_000;

  private record Key(CounterKey counter, String subject) {}

  private final Cache<Key, Window> windows =
      Caffeine.newBuilder()
          .maximumSize(MOST_SUBJECTS)
          .expireAfterWrite(Duration.ofDays(31))
          .build();

  @Override
  public Fact<Long> count(CounterKey key, String subject, Instant at) {
    Window window = windows.getIfPresent(new Key(key, subject));
    return Fact.of(window == null ? 0L : window.sum(at));
  }

  @Override
  public void advance(CounterKey key, String subject, long amount, Instant at) {
    windows
        .asMap()
        .compute(
            new Key(key, subject),
            (unused, known) -> {
              Window window = known == null ? new Window(key.window()) : known;
              window.add(at, amount);
              return window;
            });
  }

  private static final class Window {
    private final long part;
    private final long[] sums = new long[PARTS];
    private final long[] numbers = new long[PARTS];

    Window(Duration length) {
      this.part = Math.max(1, length.toMillis() / PARTS);
    }

    synchronized void add(Instant at, long amount) {
      long number = at.toEpochMilli() / part;
      int place = Math.floorMod(number, PARTS);
      if (numbers[place] != number) {
        numbers[place] = number;
        sums[place] = 0;
      }
      sums[place] += amount;
    }

    synchronized long sum(Instant at) {
      long newest = at.toEpochMilli() / part;
      long sum = 0;
      for (int i = 0; i < PARTS; i++) {
        sum += numbers[i] > newest - PARTS && numbers[i] <= newest ? sums[i] : 0;
      }
      return sum;
    }
  }
}
