package org.pillarbox.engines;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Sends one command to an engine's control socket and reads its one line. */
final class ControlClient {
  private static final int MAX_ANSWER = 4096;

  private final Path socket;

  ControlClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Asks and returns what follows {@code ok}.
   *
   * @throws IOException when nobody listens, the answer is an error or does not come in time
   */
  String ask(String command, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer out = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      ByteBuffer in = ByteBuffer.allocate(MAX_ANSWER);
      boolean open = true;
      while (open && in.hasRemaining()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new IOException("no answer within " + timeout.toMillis() + " ms");
        }
        selector.select(left);
        selector.selectedKeys().clear();
        open = channel.read(in) >= 0;
      }
      return accepted(new String(in.array(), 0, in.position(), StandardCharsets.UTF_8).strip());
    }
  }

  private static String accepted(String answer) throws IOException {
    if (answer.equals("ok") || answer.startsWith("ok ")) {
      return answer.substring(2).strip();
    }
    throw new IOException(answer.isEmpty() ? "closed without an answer" : answer);
  }
}
