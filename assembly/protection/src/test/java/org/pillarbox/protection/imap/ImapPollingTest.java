package org.pillarbox.protection.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/** Sessions that ask with NOOP while mail comes in: stock James forgets to tell some of it. */
final class ImapPollingTest {
  private static final int SESSIONS = 12;
  private static final int MESSAGES = 200;
  private static final String MESSAGE = "Subject: polled\r\n\r\nx\r\n";
  private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");

  private final Appliance appliance = Appliance.running();
  private final ExecutorService pollers = Executors.newFixedThreadPool(SESSIONS);
  private final AtomicIntegerArray told = new AtomicIntegerArray(SESSIONS);

  @AfterEach
  void stop() {
    pollers.shutdownNow();
  }

  @Test
  void everySessionIsToldOfEachMessageBeforeTheNextComes() {
    try (Dialogue writer = loggedIn()) {
      assertThat(writer.askUntil("a CREATE polled", "a ")).contains("a OK");
      for (int i = 0; i < SESSIONS; i++) {
        int poller = i;
        Dialogue session = loggedIn();
        assertThat(session.askUntil("a SELECT polled", "a ")).contains("* 0 EXISTS");
        pollers.execute(() -> poll(session, poller));
      }
      for (int i = 1; i <= MESSAGES; i++) {
        int arrived = i;
        writer.ask("w APPEND polled {" + MESSAGE.length() + "}");
        assertThat(writer.askUntil(MESSAGE, "w ")).contains("w OK");
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> IntStream.range(0, SESSIONS).allMatch(p -> told.get(p) == arrived));
      }
    }
  }

  private void poll(Dialogue session, int poller) {
    try (session) {
      while (told.get(poller) < MESSAGES) {
        Matcher exists = EXISTS.matcher(session.askUntil("n NOOP", "n "));
        while (exists.find()) {
          told.set(poller, Integer.parseInt(exists.group(1)));
        }
      }
    }
  }

  private Dialogue loggedIn() {
    Dialogue session = Dialogue.connectTls(appliance.port("imaps"));
    session.line();
    String login = "l LOGIN bob@example.org \"" + Appliance.PASSWORD + "\"";
    assertThat(session.askUntil(login, "l ")).contains("l OK");
    return session;
  }
}
