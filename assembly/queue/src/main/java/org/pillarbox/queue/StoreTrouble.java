package org.pillarbox.queue;

import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.james.queue.api.MailQueue;
import org.pillarbox.actions.Causes;

/**
 * Tells a store that is away from a message that is poison. A store that is away is waited for,
 * however long; poison is set apart after a few tries. When in doubt it is poison: set apart it is
 * seen, and an admin can have it tried again.
 */
final class StoreTrouble {
  /**
   * By name: this room must not know the driver. What is wrong with a statement itself is not the
   * store being away.
   */
  private static final List<String> AWAY =
      List.of(
          "com.datastax.oss.driver.api.core.AllNodesFailedException",
          "com.datastax.oss.driver.api.core.NoNodeAvailableException",
          "com.datastax.oss.driver.api.core.DriverTimeoutException",
          "com.datastax.oss.driver.api.core.RequestThrottlingException",
          "com.datastax.oss.driver.api.core.NodeUnavailableException",
          "com.datastax.oss.driver.api.core.connection.",
          "com.datastax.oss.driver.api.core.servererrors.UnavailableException",
          "com.datastax.oss.driver.api.core.servererrors.OverloadedException",
          "com.datastax.oss.driver.api.core.servererrors.BootstrappingException",
          "com.datastax.oss.driver.api.core.servererrors.ServerError",
          "com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException",
          "com.datastax.oss.driver.api.core.servererrors.ReadFailureException",
          "com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException",
          "com.datastax.oss.driver.api.core.servererrors.WriteFailureException",
          "com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException");

  private static final String CLOSED_SESSION = "Session is closed";
  private static final String BLOCKING_READ = "Timeout on blocking read";

  private StoreTrouble() {}

  static boolean isCauseOf(Throwable failure) {
    return Causes.of(failure).anyMatch(StoreTrouble::isAway);
  }

  private static boolean isAway(Throwable cause) {
    String name = cause.getClass().getName();
    String message = String.valueOf(cause.getMessage());
    return cause instanceof TimeoutException
        || cause instanceof ConnectException
        // Our own disk is full: not the message's fault either.
        || cause instanceof MailQueue.MailQueueException
        || message.startsWith(BLOCKING_READ)
        || message.startsWith(CLOSED_SESSION)
        || AWAY.stream()
            .anyMatch(away -> away.endsWith(".") ? name.startsWith(away) : name.equals(away));
  }
}
