package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that takes mail is killed (SIGKILL) under load, again and again; all that it has
 * acknowledged is there.
 */
class CrashTest {
  private static final int ROUNDS = 5;
  private static final int ACKNOWLEDGED_PER_ROUND = 150;

  @TempDir Path directory;

  @Test
  @Timeout(120)
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(loadAndKill(round));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_PER_ROUND);

    assertThat(found()).containsAll(acknowledged);
  }

  private Set<String> loadAndKill(int round) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                directory.toString(),
                "r" + round)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<String> acknowledged = new HashSet<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        // A line may be cut by the kill; a whole one ends in a dot.
        if (line.startsWith("250 ") && line.endsWith(".")) {
          acknowledged.add(line.substring(4, line.length() - 1));
        }
        if (acknowledged.size() == ACKNOWLEDGED_PER_ROUND) {
          // Through the handle: Process.destroyForcibly would also close what we read from.
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return acknowledged;
  }

  private Set<String> found() throws Exception {
    FileMailQueue queue =
        FileMailQueue.open(
            MailQueueFactory.SPOOL,
            QueueConfiguration.defaults(directory),
            new RawMailQueueItemDecoratorFactory(),
            Clock.systemUTC());
    Set<String> names = new HashSet<>();
    MailQueueIterator views = queue.browse();
    while (views.hasNext()) {
      org.apache.mailet.Mail mail = views.next().getMail();
      assertThat(Mails.text(mail)).contains("end of " + mail.getName());
      names.add(mail.getName());
    }
    assertThat(queue.damagedCount()).isZero();
    queue.stop();
    return names;
  }

  /**
   * The process that is killed: eight senders, each prints a line when its mail is acknowledged.
   */
  static final class Load {
    private Load() {}

    public static void main(String[] arguments) {
      FileMailQueue queue =
          FileMailQueue.open(
              MailQueueFactory.SPOOL,
              QueueConfiguration.defaults(Path.of(arguments[0])),
              new RawMailQueueItemDecoratorFactory(),
              Clock.systemUTC());
      for (int s = 0; s < 8; s++) {
        String prefix = arguments[1] + "-" + s + "-";
        new Thread(() -> send(queue, prefix)).start();
      }
    }

    private static void send(FileMailQueue queue, String prefix) {
      try {
        for (int i = 0; i < 100_000; i++) {
          String name = prefix + i;
          queue.enQueue(
              Mails.named(
                  name, "x".repeat(72).concat("\r\n").repeat(130) + "end of " + name + "\r\n"));
          synchronized (System.out) {
            System.out.println("250 " + name + ".");
            System.out.flush();
          }
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
