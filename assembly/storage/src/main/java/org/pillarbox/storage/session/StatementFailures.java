package org.pillarbox.storage.session;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts statements that failed, for whatever reason.
 *
 * <p>James writes a message by a dozen statements. When one of them fails those before it stay, and
 * those that tell others of the message never come; whoever depends on being told looks here
 * whether there is reason to look again.
 */
public final class StatementFailures implements RequestTracker {
  private final AtomicLong count = new AtomicLong();

  /** How many since the start of the process; never smaller than before. */
  public long count() {
    return count.get();
  }

  @Override
  public void onError(
      Request request,
      Throwable error,
      long latencyNanos,
      DriverExecutionProfile executionProfile,
      Node node,
      String requestLogPrefix) {
    count.incrementAndGet();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
