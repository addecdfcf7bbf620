package org.pillarbox.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pillarbox.cli.machine.ApplianceProcess;
import org.pillarbox.cli.machine.ReadyNote;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.webadmin.TokenVerdict;
import org.pillarbox.webadmin.Tokens;

/** Stands in for a running appliance: remembers what it was asked, and answers what it was told. */
final class FakeDoor implements AutoCloseable {
  private record Reply(int status, String body) {}

  private final HttpServer server;
  private final Tokens tokens;
  private final List<String> asked = new ArrayList<>();
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();

  /** Runs in this process, and says in the data directory that it is an appliance. */
  FakeDoor(Path data) throws IOException {
    Files.createDirectories(data.resolve("run"));
    Files.createDirectories(data.resolve("secrets"));
    tokens = Tokens.in(data.resolve("secrets"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::answer);
    server.start();
    ApplianceProcess.record(data);
    new ReadyNote(
            ProcessHandle.current().pid(),
            "0.1",
            "2027-01-02T03:04:05Z",
            "mail.example.org",
            List.of("example.org"),
            "you@example.org",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            List.of(new Listener("SMTP", "ports.smtp", "0.0.0.0", 10025)))
        .write(data);
  }

  /** What to answer to {@code GET /users}; the last answer is given again and again. */
  FakeDoor reply(String request, int status, String body) {
    replies.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  /** All requests, as {@code METHOD /path body}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add((request + " " + body).strip());
    String token = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
    boolean known = tokens.verify(token) instanceof TokenVerdict.Accepted;
    Deque<Reply> told =
        replies.getOrDefault(request, new ArrayDeque<>(List.of(new Reply(204, ""))));
    Reply reply = told.size() > 1 ? told.removeFirst() : told.getFirst();
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        known ? reply.status() : 401, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
