package org.pillarbox.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pillarbox.cli.ServerStarter.RunningServer;

/**
 * Turns Ctrl-C and SIGTERM into an orderly stop. The signal may come at any time: while the
 * appliance starts, the start is interrupted; once it runs, it is closed. Either way the JVM ends
 * only when the thread that started it is through, or after a while.
 */
final class OrderlyStop implements AutoCloseable {
  private static final long LONGEST_STOP_SECONDS = 50;

  private final PrintWriter out;
  private final Thread starter = Thread.currentThread();
  private final CountDownLatch through = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "orderly-stop");
  private Optional<RunningServer> server = Optional.empty();
  private boolean asked;

  private OrderlyStop(PrintWriter out) {
    this.out = out;
  }

  /** Watches for signals from now on; the calling thread is the one that starts the appliance. */
  static OrderlyStop armed(PrintWriter out) {
    OrderlyStop stop = new OrderlyStop(out);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /** From now on a signal closes this. */
  void closesOnSignal(RunningServer running) {
    boolean late;
    synchronized (this) {
      server = Optional.of(running);
      late = asked;
    }
    if (late) {
      running.close();
    }
  }

  /** Whether a signal has come. */
  synchronized boolean asked() {
    return asked;
  }

  /** What a signal does. */
  void stop() {
    out.println("Stopping; mail that is on its way is kept.");
    out.flush();
    Optional<RunningServer> running;
    synchronized (this) {
      asked = true;
      running = server;
    }
    running.ifPresentOrElse(RunningServer::close, starter::interrupt);
    try {
      if (!through.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        out.println("It takes too long; the rest is left to the next start.");
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The starter is through. */
  @Override
  public void close() {
    through.countDown();
    if (!asked()) {
      disarm();
    }
  }

  private void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM has begun to end between the question and this: the hook runs, and is let through.
      through.countDown();
    }
  }
}
