package org.pillarbox.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The only address that engines listen on. */
final class Loopback {
  static final String ADDRESS = "127.0.0.1";

  private Loopback() {}

  static void requireFree(String engine, Recipe.Port port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
    } catch (IOException e) {
      throw new EngineException(
          engine
              + " can't listen on "
              + ADDRESS
              + " port "
              + port.number()
              + " ("
              + port.key()
              + "): "
              + e.getMessage()
              + "; end what uses the port, or set another one",
          e);
    }
  }
}
