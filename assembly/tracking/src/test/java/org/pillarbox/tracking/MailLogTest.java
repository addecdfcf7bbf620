package org.pillarbox.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.actions.DeliveryOutcome;
import org.slf4j.LoggerFactory;

class MailLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.pillarbox.mail");
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

  @BeforeEach
  void listen() {
    seen.start();
    logger.addAppender(seen);
  }

  @AfterEach
  void forget() {
    logger.detachAppender(seen);
  }

  @Test
  void anOutcomeIsOneLineWithAllItsFields() throws Exception {
    new MailLog()
        .record(
            new DeliveryOutcome(
                "Mail17",
                MaybeSender.of(new MailAddress("ann@example.org")),
                new MailAddress("bob@example.net"),
                "mx.example.net[192.0.2.7]:25",
                DeliveryOutcome.Status.FAILED,
                "550 5.1.1 no such user\r\nforged",
                Duration.ofMillis(1234)));

    assertThat(new String(new LogLines().encode(seen.list.get(0)), StandardCharsets.UTF_8))
        .endsWith(
            " mail delivery failed id=Mail17 from=<ann@example.org> to=<bob@example.net>"
                + " relay=mx.example.net[192.0.2.7]:25 status=failed delay=1234"
                + " reply=\"550 5.1.1 no such user\\r\\nforged\"\n");
  }

  @Test
  void theNullSenderIsShownAsSuch() throws Exception {
    new MailLog()
        .record(
            new DeliveryOutcome(
                "Mail18",
                MaybeSender.nullSender(),
                new MailAddress("bob@example.net"),
                "local",
                DeliveryOutcome.Status.DELIVERED,
                "",
                Duration.ZERO));

    assertThat(new String(new LogLines().encode(seen.list.get(0)), StandardCharsets.UTF_8))
        .contains(" from=<> ")
        .endsWith("status=delivered delay=0 reply=\"\"\n");
  }
}
