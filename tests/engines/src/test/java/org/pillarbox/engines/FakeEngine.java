package org.pillarbox.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.locks.LockSupport;

/** A process that behaves as an engine does, well or badly, without taking seconds to start. */
public final class FakeEngine {
  private FakeEngine() {}

  /** What it can do. */
  enum Manner {
    /** Listens, and ends when its parent does. */
    WELL,
    /** Listens, and neither its parent's end nor SIGTERM ends it. */
    STUBBORN,
    /** Says why and ends at once. */
    BROKEN,
    /** Runs and never listens. */
    MUTE,
    /** Listens for a second, and lives on without. */
    FALLS_SILENT
  }

  /** Takes a {@link Manner} and a port. */
  public static void main(String[] args) throws IOException {
    switch (Manner.valueOf(args[0])) {
      case WELL -> {
        try (ServerSocket server = listen(args[1])) {
          System.out.println("listening on " + server.getLocalPort());
          untilTheParentEnds();
        }
      }
      case STUBBORN -> {
        Runtime.getRuntime().addShutdownHook(new Thread(FakeEngine::forEver));
        try (ServerSocket server = listen(args[1])) {
          System.out.println("listening on " + server.getLocalPort());
          forEver();
        }
      }
      case BROKEN -> {
        System.err.println("the moon is in the wrong phase");
        System.exit(3);
      }
      case MUTE -> untilTheParentEnds();
      case FALLS_SILENT -> {
        try (ServerSocket server = listen(args[1])) {
          System.out.println("listening on " + server.getLocalPort());
          LockSupport.parkNanos(1_000_000_000L);
        }
        untilTheParentEnds();
      }
    }
  }

  private static ServerSocket listen(String port) throws IOException {
    return new ServerSocket(Integer.parseInt(port), 50, InetAddress.getLoopbackAddress());
  }

  private static void untilTheParentEnds() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing to read; only the end counts.
    }
  }

  private static void forEver() {
    while (true) {
      LockSupport.park();
    }
  }
}
