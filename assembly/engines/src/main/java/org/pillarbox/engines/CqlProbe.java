package org.pillarbox.engines;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a Cassandra node whether it talks CQL: an OPTIONS frame, answered without a login. */
final class CqlProbe {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  // CQL binary protocol v4, section 2: version, flags, stream (2 octets), opcode, length (4).
  private static final byte[] OPTIONS = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};
  private static final int HEADER = 9;
  private static final int OPCODE = 4;
  private static final byte SUPPORTED = 0x06;

  private CqlProbe() {}

  static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.getOutputStream().write(OPTIONS);
      byte[] header = new byte[HEADER];
      new DataInputStream(socket.getInputStream()).readFully(header);
      return header[OPCODE] == SUPPORTED;
    } catch (IOException e) {
      // Not yet: the caller asks again until its time is over.
      return false;
    }
  }
}
