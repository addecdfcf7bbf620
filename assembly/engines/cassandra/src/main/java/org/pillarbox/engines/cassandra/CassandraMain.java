package org.pillarbox.engines.cassandra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.cassandra.service.CassandraDaemon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Cassandra as a child of the appliance.
 *
 * <p>One argument: the path of the control socket (see {@link ControlSocket}). Standard input
 * carries two lines, the name and the password of the one superuser, and then stays open for as
 * long as the parent lives: at its end, whatever the parent died of, the daemon drains and exits.
 * Credentials come this way because arguments and environment can be read from /proc.
 *
 * <p>The native transport opens only after the superuser is in place, so nobody can ever log in
 * with Cassandra's well-known default (which is never created, see {@link Superuser}). Nothing is
 * served by JMX.
 *
 * <p>Exit status: 0 after an orderly end, 2 for wrong input, 3 when Cassandra refuses to start.
 */
public final class CassandraMain {
  private static final Logger LOGGER = LoggerFactory.getLogger(CassandraMain.class);
  private static final int MAX_LINE = 256;
  private static final Duration TIMER_SLACK = Duration.ofMillis(1);

  private CassandraMain() {}

  /** Starts the daemon and returns when it serves; Cassandra's own threads keep the process. */
  public static void main(String[] args) throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String name = parent.readLine();
    String password = parent.readLine();
    if (args.length != 1 || !acceptable(name) || !acceptable(password)) {
      System.err.println("Expected: SOCKET as argument; name and password on standard input");
      System.exit(2);
    }
    Thread watch = new Thread(() -> exitAtEnd(parent), "parent-watch");
    watch.setDaemon(true);
    watch.start();

    if (!TimerSlack.allow(TIMER_SLACK)) {
      LOGGER.info("The kernel keeps its own timer slack; workers wake more often than they need");
    }
    CassandraDaemon daemon = new CassandraDaemon();
    daemon.activate();
    Superuser.ensure(name, password);
    ControlSocket.open(Path.of(args[0]), new Commands(daemon)).serveInBackground();
    daemon.startNativeTransport();
    LOGGER.info("Serving CQL for the appliance");
  }

  private static boolean acceptable(String line) {
    return line != null && !line.isEmpty() && line.length() <= MAX_LINE;
  }

  private static void exitAtEnd(BufferedReader parent) {
    try {
      while (parent.read() >= 0) {
        // The parent has nothing more to say; only the end counts.
      }
      LOGGER.info("The parent process is gone; draining");
    } catch (IOException e) {
      LOGGER.warn("Lost the parent process; draining", e);
    }
    // Cassandra's shutdown hook drains: memtables flushed, commit log closed.
    System.exit(0);
  }
}
