package org.pillarbox.webadmin.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands in for webadmin or JMAP and remembers what reached it. */
final class FakeJames implements AutoCloseable {
  /** What came through the door. */
  record Seen(String method, String target, Map<String, List<String>> headers, int bodyLength) {
    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ConcurrentLinkedDeque<Seen> seen = new ConcurrentLinkedDeque<>();

  FakeJames() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  Seen last() {
    return seen.getLast();
  }

  int count() {
    return seen.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              length));
      exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().add("Access-Control-Allow-Headers", "Authorization");
      exchange.getResponseHeaders().add("Server", "Jetty(9.4.57)");
      exchange.getResponseHeaders().add("Set-Cookie", "a=b");
      exchange.getResponseHeaders().add("ETag", "\"7\"");
      behave(exchange, length);
    }
  }

  private void behave(HttpExchange exchange, int length) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/slow" -> awaitClose();
      case "/broken" -> exchange.close();
      case "/crash" -> send(exchange, 500, "text/html", "<pre>java.lang.NullPointerException at");
      case "/refused" -> send(exchange, 400, "application/json", "{\"message\":\"no\"}");
      case "/nothing" -> exchange.sendResponseHeaders(204, -1);
      case "/jmap/denied" -> send(exchange, 401, "application/json", "{}");
      case "/download/large" -> large(exchange);
      case "/eventSource" -> events(exchange);
      default -> send(exchange, 200, "application/json", "{\"length\":" + length + "}");
    }
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("event: ping\n\n".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    awaitClose();
  }

  private static void large(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 30L * 1024 * 1024);
    byte[] piece = new byte[1024 * 1024];
    for (int i = 0; i < 30; i++) {
      exchange.getResponseBody().write(piece);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void awaitClose() throws IOException {
    try {
      if (!closing.await(60, TimeUnit.SECONDS)) {
        throw new IOException("nobody closed the fake");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
