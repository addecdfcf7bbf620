package org.pillarbox.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.pillarbox.engines.Progress;

/** Shows each step of a start with the time at which it began. */
final class Steps implements Progress {
  private final PrintWriter out;
  private final Clock clock;
  private final Instant begin;

  Steps(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.begin = clock.instant();
  }

  @Override
  public synchronized void step(String what) {
    out.printf("%4d s  %s%n", elapsed().toSeconds(), what);
    out.flush();
  }

  Duration elapsed() {
    return Duration.between(begin, clock.instant());
  }
}
