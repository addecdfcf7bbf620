package org.pillarbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pillarbox.protection.testing.Appliance;
import org.pillarbox.protection.testing.Dialogue;

/**
 * Connections that say a letter and then nothing hold nobody else up (slowloris). Their addresses
 * have no name, and the DNS takes its time to say so: nobody is to wait for that either.
 */
class ManyConnectionsTest {
  private static final int MANY = 500;
  private static final int PER_ADDRESS = 50;

  private final Appliance appliance = Appliance.running();
  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "smtp, 220",
    "submission, 220",
    "lmtp, 220",
    "imap, * OK",
    "pop3, +OK",
    "managesieve, \""
  })
  void fiveHundredSlowClientsLeaveRoomForOneMore(String port, String greeting) throws Exception {
    for (int i = 0; i < MANY; i++) {
      Socket socket = new Socket();
      socket.bind(
          new InetSocketAddress(
              InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i / PER_ADDRESS)}), 0));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), appliance.port(port)), 5_000);
      socket.getOutputStream().write("E".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }
    long begin = System.nanoTime();

    try (Dialogue server = Dialogue.connect(appliance.port(port))) {
      assertThat(server.line()).startsWith(greeting);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }
}
