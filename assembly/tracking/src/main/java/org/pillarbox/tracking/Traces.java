package org.pillarbox.tracking;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The stack trace of an event, or one line in its place if the same was written less than a minute
 * ago: while a store is away every command of every client fails in the same way, and the log would
 * hold nothing else.
 */
final class Traces {
  private static final long PAUSE = Duration.ofMinutes(1).toMillis();
  private static final int MOST_KINDS = 500;
  private static final int DEEPEST = 20;

  private final Map<String, Long> written =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_KINDS;
        }
      };

  Optional<String> of(ILoggingEvent event) {
    return Optional.ofNullable(event.getThrowableProxy())
        .map(
            thrown ->
                isDue(event.getLoggerName() + kind(thrown), event.getTimeStamp())
                    ? ThrowableProxyUtil.asString(thrown)
                    : thrown.getClassName()
                        + ": "
                        + thrown.getMessage()
                        + " (its stack was written less than a minute ago)");
  }

  private synchronized boolean isDue(String kind, long now) {
    Optional<Long> last = Optional.ofNullable(written.get(kind));
    boolean due = last.filter(before -> now - before < PAUSE && now >= before).isEmpty();
    if (due) {
      written.put(kind, now);
    }
    return due;
  }

  /** Which exceptions led to which, and where each was thrown. */
  private static String kind(IThrowableProxy thrown) {
    StringJoiner kind = new StringJoiner(" < ");
    int depth = 0;
    for (IThrowableProxy cause = thrown;
        cause != null && depth < DEEPEST;
        cause = cause.getCause(), depth++) {
      kind.add(
          cause.getClassName()
              + (cause.getStackTraceElementProxyArray().length == 0
                  ? ""
                  : cause.getStackTraceElementProxyArray()[0].getSTEAsString()));
    }
    return kind.toString();
  }
}
