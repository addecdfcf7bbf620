package org.pillarbox.engines.cassandra;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UNIX socket that takes one command line per connection (at most 256 bytes of UTF-8, ended by a
 * line feed) and answers with one line. Who may connect is decided by the directory, which belongs
 * to us with mode 0700; there is no other access control. One command at a time.
 */
final class ControlSocket {
  private static final Logger LOGGER = LoggerFactory.getLogger(ControlSocket.class);
  private static final int MAX_COMMAND = 256;

  private final ServerSocketChannel server;
  private final UnaryOperator<String> commands;

  private ControlSocket(ServerSocketChannel server, UnaryOperator<String> commands) {
    this.server = server;
    this.commands = commands;
  }

  /**
   * Binds the socket, replacing one that a killed predecessor left behind.
   *
   * @throws IOException when the directory is not ours or the path is longer than the system allows
   */
  static ControlSocket open(Path path, UnaryOperator<String> commands) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    return new ControlSocket(server, commands);
  }

  void serveInBackground() {
    Thread thread = new Thread(this::serve, "control-socket");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        String answer = commands.apply(readLine(client)) + "\n";
        ByteBuffer out = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
        while (out.hasRemaining()) {
          client.write(out);
        }
      } catch (ClosedChannelException e) {
        LOGGER.debug("Control socket closed", e);
      } catch (IOException e) {
        LOGGER.warn("A control connection failed", e);
      }
    }
  }

  private static String readLine(SocketChannel client) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(MAX_COMMAND);
    while (in.hasRemaining() && client.read(in) >= 0) {
      if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
        break;
      }
    }
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8).strip();
  }
}
