package org.pillarbox.engines.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on at this moment. */
public final class FreePorts {
  // Below the ports that the kernel gives to clients, or one of those takes it before we do; above
  // those of the appliances that other modules' tests start meanwhile.
  private static final int FIRST = 24_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 1_000;

  private FreePorts() {}

  /** One port of 127.0.0.1, chosen by chance. */
  public static int next() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No port from " + FIRST + " to " + BEYOND + " is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
