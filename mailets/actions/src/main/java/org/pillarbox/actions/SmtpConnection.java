package org.pillarbox.actions;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The client's side of one SMTP connection, RFC 5321. Every line, reply and wait is bounded. Not
 * thread-safe.
 */
final class SmtpConnection implements Closeable {
  private static final int LONGEST_LINE = 4_096;
  private static final int MOST_LINES = 200;
  private static final int LONGEST_TEXT = 2_000;

  private final Duration timeout;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private Set<String> extensions = Set.of();

  private SmtpConnection(Socket socket, Duration timeout) throws IOException {
    this.timeout = timeout;
    this.socket = socket;
    attach();
  }

  /** Connects; nothing is said or read yet. */
  static SmtpConnection open(InetSocketAddress address, Duration connectTimeout, Duration timeout)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(connectTimeout.toMillis()));
      return new SmtpConnection(socket, timeout);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void attach() throws IOException {
    socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  /** EHLO, or HELO where the other side knows no better. */
  SmtpReply hello(String name) throws IOException {
    Set<String> offered = new TreeSet<>();
    SmtpReply reply = command("EHLO " + name, offered);
    extensions = reply.isPositive() ? offered : Set.of();
    return reply.isPermanent() ? command("HELO " + name) : reply;
  }

  boolean offers(String extension) {
    return extensions.stream()
        .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
  }

  /**
   * The rest of the session is encrypted; greets again, as what was said before counts no more (RFC
   * 3207).
   */
  void encrypt(TlsPolicy policy, String host, String name) throws IOException {
    SmtpReply reply = command("STARTTLS");
    if (!reply.isPositive()) {
      throw new IOException("STARTTLS was refused: " + reply);
    }
    if (in.available() > 0) {
      throw new IOException("the server spoke before TLS began");
    }
    wrap(policy, host);
    hello(name);
  }

  /** TLS from the first byte. */
  void wrap(TlsPolicy policy, String host) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) policy.sockets().createSocket(socket, host, socket.getPort(), true);
    if (policy.verifies()) {
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
    }
    encrypted.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    encrypted.startHandshake();
    socket = encrypted;
    attach();
  }

  boolean isEncrypted() {
    return socket instanceof SSLSocket;
  }

  /** AUTH PLAIN, RFC 4616. Only over TLS. */
  SmtpReply authenticate(String user, String password) throws IOException {
    if (!isEncrypted()) {
      throw new IOException("no password is sent without TLS");
    }
    byte[] plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain));
  }

  SmtpReply greeting() throws IOException {
    return read(new TreeSet<>());
  }

  SmtpReply command(String line) throws IOException {
    return command(line, new TreeSet<>());
  }

  private SmtpReply command(String line, Set<String> lines) throws IOException {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      throw new IOException("a command is one line");
    }
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return read(lines);
  }

  /** Sends the message after 354 and returns the server's word on it. */
  SmtpReply send(MimeMessage message) throws IOException, MessagingException {
    DataOutputStream data = new DataOutputStream(out);
    message.writeTo(data);
    data.end();
    out.flush();
    return read(new TreeSet<>());
  }

  private SmtpReply read(Set<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int count = 0; count < MOST_LINES; count++) {
      String line = readLine();
      if (line.length() < 3 || !line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new IOException("this is no SMTP reply: " + line.replaceAll("\\p{Cntrl}", "?"));
      }
      String words = line.length() > 4 ? line.substring(4).replaceAll("\\p{Cntrl}", " ") : "";
      lines.add(words.toUpperCase(Locale.ROOT));
      if (text.length() + words.length() < LONGEST_TEXT) {
        text.append(text.length() == 0 ? "" : " ").append(words);
      }
      if (line.length() == 3 || line.charAt(3) != '-') {
        return new SmtpReply(Integer.parseInt(line.substring(0, 3)), text.toString());
      }
    }
    throw new IOException("the reply has too many lines");
  }

  private String readLine() throws IOException {
    java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    while (line.size() <= LONGEST_LINE) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      line.write(next);
    }
    throw new IOException("the server sends too long a line");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
