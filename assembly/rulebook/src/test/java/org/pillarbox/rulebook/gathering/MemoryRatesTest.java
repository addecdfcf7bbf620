package org.pillarbox.rulebook.gathering;

import org.pillarbox.rules.port.RateCounters;
import org.pillarbox.rules.testing.RateCountersContract;

class MemoryRatesTest implements RateCountersContract {
  private final MemoryRates rates = new MemoryRates();

  @Override
  public RateCounters counters() {
    return rates;
  }
}
