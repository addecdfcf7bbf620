package org.pillarbox.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A dialogue over a socket, line by line, as a person with telnet or openssl would hold it. */
final class Conversation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Socket socket;
  private BufferedReader in;
  private OutputStream out;

  private Conversation(Socket socket) throws IOException {
    use(socket);
  }

  static Conversation plain(int port) throws IOException {
    return new Conversation(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  static Conversation tls(int port, SSLSocketFactory factory) throws IOException {
    return new Conversation(factory.createSocket(InetAddress.getLoopbackAddress(), port));
  }

  /** Goes on over TLS, after the server agreed. */
  void startTls(SSLSocketFactory factory) throws IOException {
    SSLSocket secured =
        (SSLSocket) factory.createSocket(socket, "127.0.0.1", socket.getPort(), true);
    secured.startHandshake();
    use(secured);
  }

  private void use(Socket next) throws IOException {
    socket = next;
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    out = socket.getOutputStream();
  }

  Conversation send(String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
    out.flush();
    return this;
  }

  /** One line. */
  String line() throws IOException {
    String line = in.readLine();
    return line == null ? "(closed)" : line;
  }

  /** An SMTP or LMTP answer: its last line, after the continued ones. */
  String reply() throws IOException {
    List<String> lines = replyLines();
    return lines.get(lines.size() - 1);
  }

  /** All lines of an SMTP or LMTP answer. */
  List<String> replyLines() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(line());
    while (lines.get(lines.size() - 1).matches("\\d{3}-.*")) {
      lines.add(line());
    }
    return lines;
  }

  /** Lines up to and with the one that starts as given; an IMAP tag or a ManageSieve OK. */
  List<String> until(String... starts) throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = line();
      lines.add(line);
      if (line.equals("(closed)")) {
        return lines;
      }
      for (String start : starts) {
        if (line.startsWith(start)) {
          return lines;
        }
      }
    }
  }

  /** Sends a command and reads an SMTP answer. */
  String ask(String command) throws IOException {
    return send(command).reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
