package org.pillarbox.protection.rcpt;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwayLogTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AwayLog log = new AwayLog(logger(), now::get);

  private Logger logger() {
    Logger logger = new LoggerContext().getLogger("away");
    lines.start();
    logger.addAppender(lines);
    return logger;
  }

  @Test
  void theStackIsShownOnceAMinute() {
    StoreAwayException away =
        new StoreAwayException("domain of x", new IllegalStateException("silent"));
    log.warn("first", away);
    log.warn("second", away);
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    log.warn("third", away);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    log.warn("fourth", away);

    assertThat(lines.list)
        .extracting(line -> Optional.ofNullable(line.getThrowableProxy()).isPresent())
        .isEqualTo(List.of(true, false, false, true));
    assertThat(lines.list.get(1).getFormattedMessage())
        .isEqualTo("second (StoreAwayException < IllegalStateException)");
  }
}
