package org.pillarbox.resilience;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A few senders that deliver one message after the other, a connection each, and go on through
 * every refusal and cut: what is not acknowledged is not entered in the ledger and not sent again
 * under the same id.
 */
final class SmtpLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // Ten a second with four senders: what is taken while the appliance starts must be delivered
  // before the test's patience ends, and it takes mail many times faster than it delivers it cold.
  private static final Duration PAUSE = Duration.ofMillis(400);

  private final int port;
  private final String recipient;
  private final Ledger ledger;
  private final String run;
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refusedForGood = new AtomicInteger();
  private final ExecutorService senders;
  private final List<Future<?>> ends = new ArrayList<>();

  SmtpLoad(int port, String recipient, Ledger ledger, String run, int concurrency) {
    this.port = port;
    this.recipient = recipient;
    this.ledger = ledger;
    this.run = run;
    this.senders = Executors.newFixedThreadPool(concurrency);
    for (int i = 0; i < concurrency; i++) {
      ends.add(senders.submit(this::sendUntilStopped));
    }
  }

  /** Answers of the 5xx kind to a message that has nothing wrong with it. */
  int refusedForGood() {
    return refusedForGood.get();
  }

  private Void sendUntilStopped() throws IOException {
    while (going.get()) {
      String id = run + "-" + next.incrementAndGet();
      if (delivered(id)) {
        ledger.acknowledged(id);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return null;
  }

  private boolean delivered(String id) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      OutputStream out = socket.getOutputStream();
      return answered(in, '2')
          && said(out, in, "EHLO load.example\r\n", '2')
          && said(out, in, "MAIL FROM:<load@load.example>\r\n", '2')
          && said(out, in, "RCPT TO:<" + recipient + ">\r\n", '2')
          && said(out, in, "DATA\r\n", '3')
          && said(out, in, message(id), '2');
    } catch (IOException e) {
      // The server was killed under this connection, or is away: exactly what the test is about.
      return false;
    }
  }

  private String message(String id) {
    return "From: load@load.example\r\nTo: "
        + recipient
        + "\r\nSubject: "
        + id
        + "\r\nMessage-ID: <"
        + id
        + "@load.example>\r\n\r\nBody of "
        + id
        + " "
        + "0123456789".repeat(100)
        + "\r\n.\r\n";
  }

  private boolean said(OutputStream out, BufferedReader in, String text, char expected)
      throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
    return answered(in, expected);
  }

  private boolean answered(BufferedReader in, char expected) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null) {
      return false;
    }
    if (line.startsWith("5")) {
      refusedForGood.incrementAndGet();
    }
    return line.charAt(0) == expected;
  }

  /** Lets each sender finish its message. */
  void stop() throws Exception {
    going.set(false);
    senders.shutdown();
    if (!senders.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("A sender did not come to an end");
    }
    for (Future<?> end : ends) {
      end.get();
    }
  }
}
