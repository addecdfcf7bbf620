package org.pillarbox.protection.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that says exactly what a test tells it to, byte for byte, and waits 20 seconds for each
 * answer.
 */
public final class Dialogue implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Dialogue.class);
  private static final int PATIENCE_MILLIS = 20_000;

  private Socket socket;
  private InputStream in;
  private OutputStream out;

  private Dialogue(Socket socket) throws IOException {
    use(socket);
  }

  /** Connects in clear; the greeting is not read yet. */
  public static Dialogue connect(int port) {
    try {
      return new Dialogue(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects with TLS from the first byte. */
  public static Dialogue connectTls(int port) {
    Dialogue dialogue = connect(port);
    dialogue.startTls();
    return dialogue;
  }

  private void use(Socket other) throws IOException {
    socket = other;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Does the TLS handshake on this connection. */
  public void startTls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAnyone()}, new SecureRandom());
      use(context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a line with CRLF and returns the whole SMTP reply to it. */
  public String smtp(String line) {
    send(line + "\r\n");
    return smtpReply();
  }

  /**
   * Reads an SMTP reply: lines until one without a dash after its code; empty when the server has
   * closed.
   */
  public String smtpReply() {
    StringBuilder reply = new StringBuilder();
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      reply.append(line).append('\n');
      line = line();
    }
    return reply.append(line).toString();
  }

  /** Sends a line with CRLF and returns the next line. */
  public String ask(String line) {
    send(line + "\r\n");
    return line();
  }

  /** Sends a line with CRLF and reads lines up to and with the first that starts so. */
  public String askUntil(String line, String start) {
    send(line + "\r\n");
    return until(start);
  }

  /** Reads lines up to and with the first that starts so, or to the end of the connection. */
  public String until(String start) {
    StringBuilder answer = new StringBuilder();
    String line;
    do {
      line = line();
      answer.append(line).append('\n');
    } while (!line.startsWith(start) && !line.isEmpty());
    return answer.toString();
  }

  /** Sends bytes as they are, in Latin-1. */
  public void send(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (IOException e) {
      // The server has hung up on us in the middle, as some tests want it to: the next read says
      // so.
      LOGGER.debug("Can't send", e);
    }
  }

  /** The next line without its end; empty when the server has closed. */
  public String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      while (next >= 0 && next != '\n') {
        line.write(next);
        next = in.read();
      }
    } catch (SocketException | SSLException e) {
      LOGGER.debug("The server has closed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** A SASL PLAIN response (RFC 4616). */
  public static String plain(String user, String password) {
    return Base64.getEncoder()
        .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's certificate was made a second ago; who it says it is is not what is tested. */
  private static final class TrustsAnyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
