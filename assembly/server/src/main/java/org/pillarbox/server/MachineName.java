package org.pillarbox.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What the machine calls itself. */
final class MachineName {
  private MachineName() {}

  /** The machine's own name, or {@code localhost} when it has none that resolves. */
  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A container without an entry for its own name: the configuration or the domain names it
      // then.
      return "localhost";
    }
  }
}
