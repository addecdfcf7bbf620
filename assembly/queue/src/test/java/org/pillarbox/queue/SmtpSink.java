package org.pillarbox.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that takes mail and answers as the test says. */
final class SmtpSink implements AutoCloseable {
  /**
   * A message that it took.
   *
   * @param from as in MAIL
   * @param recipients those it accepted
   * @param content with dots undone
   * @param login what came with AUTH, or nothing
   * @param encrypted whether it came over TLS
   */
  record Taken(
      String from, List<String> recipients, String content, String login, boolean encrypted) {}

  private final ServerSocket socket;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> answers = command -> "250 ok";
  private volatile Optional<SSLContext> tls = Optional.empty();
  private volatile boolean tlsBroken;
  private volatile IOException lastTrouble = new IOException("none");

  SmtpSink() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::acceptAll, "smtp-sink");
    thread.setDaemon(true);
    thread.start();
  }

  IOException lastTrouble() {
    return lastTrouble;
  }

  int port() {
    return socket.getLocalPort();
  }

  List<Taken> taken() {
    return taken;
  }

  /**
   * What it says to a command (in full, such as {@code RCPT TO:<a@b>}); {@code .} is the end of
   * DATA.
   */
  void answer(UnaryOperator<String> newAnswers) {
    answers = newAnswers;
  }

  /** From now on it offers STARTTLS; broken: and closes the connection instead of shaking hands. */
  void offerTls(SSLContext context, boolean broken) {
    tls = Optional.of(context);
    tlsBroken = broken;
  }

  void offerNoTls() {
    tls = Optional.empty();
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        serve(client);
      } catch (IOException e) {
        // A client that leaves, or does not like our certificate: the next one comes.
        lastTrouble = e;
      }
    }
  }

  private void serve(Socket client) throws IOException {
    Socket socketNow = client;
    BufferedReader in = reader(socketNow);
    say(socketNow, "220 sink");
    String from = "";
    String login = "";
    List<String> recipients = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      boolean encrypted = socketNow instanceof SSLSocket;
      if (line.startsWith("EHLO")) {
        boolean offer = tls.isPresent() && !encrypted;
        say(
            socketNow,
            "250-sink\r\n250-SIZE\r\n" + (offer ? "250-STARTTLS\r\n" : "") + "250 8BITMIME");
      } else if (line.equals("STARTTLS")) {
        say(socketNow, "220 go");
        if (tlsBroken) {
          return;
        }
        socketNow = tls.orElseThrow().getSocketFactory().createSocket(client, null, true);
        in = reader(socketNow);
      } else if (line.startsWith("AUTH PLAIN ")) {
        login = new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
        say(socketNow, "235 welcome");
      } else if (line.equals("QUIT")) {
        say(socketNow, "221 bye");
        return;
      } else if (line.equals("DATA")) {
        say(socketNow, "354 go on");
        String content = content(in);
        String answer = answers.apply(".");
        if (answer.startsWith("2")) {
          taken.add(new Taken(from, List.copyOf(recipients), content, login, encrypted));
        }
        say(socketNow, answer);
      } else {
        String answer = answers.apply(line);
        if (line.startsWith("MAIL")) {
          from = line;
          recipients.clear();
        } else if (answer.startsWith("2")) {
          recipients.add(line);
        }
        say(socketNow, answer);
      }
    }
  }

  private static BufferedReader reader(Socket from) throws IOException {
    return new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String content(BufferedReader in) throws IOException {
    StringBuilder content = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return content.toString();
  }

  private static void say(Socket to, String line) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
