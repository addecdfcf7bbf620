package org.pillarbox.protection.rcpt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Says that the store did not answer: one line each time, its stack once a minute. While a store is
 * away this happens with every command of every client.
 */
public final class AwayLog {
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int MOST_CAUSES = 10;

  private final Logger logger;
  private final LongSupplier nanoTime;
  private final AtomicLong nextStack;

  public AwayLog(Logger logger) {
    this(logger, System::nanoTime);
  }

  AwayLog(Logger logger, LongSupplier nanoTime) {
    this.logger = logger;
    this.nanoTime = nanoTime;
    this.nextStack = new AtomicLong(nanoTime.getAsLong());
  }

  /** Logs what can't be done and what led to it. */
  public void warn(String what, Throwable failure) {
    long now = nanoTime.getAsLong();
    long due = nextStack.get();
    if (now - due >= 0 && nextStack.compareAndSet(due, now + PAUSE)) {
      logger.warn("{}", what, failure);
    } else {
      logger.warn("{} ({})", what, causes(failure));
    }
  }

  private static String causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> cause.getClass().getSimpleName())
        .distinct()
        .collect(Collectors.joining(" < "));
  }
}
