package org.pillarbox.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to OpenSearch that a test can shut: connections are then cut without an answer. */
final class Door implements AutoCloseable {
  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean shut;

  private Door(URI behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  static Door to(URI behind) throws IOException {
    return new Door(behind);
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void shut() {
    shut = true;
  }

  void open() {
    shut = false;
  }

  void delete(String index) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(behind.resolve("/" + index)).DELETE().build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (shut) {
      exchange.close();
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
