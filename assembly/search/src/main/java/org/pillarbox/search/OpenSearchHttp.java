package org.pillarbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import javax.inject.Inject;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * OpenSearch over HTTP. Every request has an end in time; a failure is either {@link
 * SearchUnavailableException} (try later) or {@link SearchRefusedException} (don't).
 */
final class OpenSearchHttp {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int TOO_MANY = 429;
  private static final int TIMED_OUT = 408;
  private static final int QUOTED = 300;

  private final URI endpoint;
  private final Duration timeout;
  private final HttpClient client;

  /** Status is 2xx or 404; the body is a missing node if the answer had none. */
  record Answer(int status, JsonNode body) {
    boolean found() {
      return status != 404;
    }
  }

  @Inject
  OpenSearchHttp(SearchConfiguration configuration) {
    this.endpoint = URI.create(configuration.endpoint());
    this.timeout = configuration.requestTimeout();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(
                Executors.newFixedThreadPool(
                    2,
                    work -> {
                      Thread thread = new Thread(work, "search-http");
                      thread.setDaemon(true);
                      return thread;
                    }))
            .build();
  }

  Mono<Answer> get(String path) {
    return send("GET", path, "");
  }

  Mono<Answer> delete(String path) {
    return send("DELETE", path, "");
  }

  Mono<Answer> post(String path, JsonNode body) {
    return send("POST", path, body.toString());
  }

  Mono<Answer> put(String path, JsonNode body) {
    return send("PUT", path, body.toString());
  }

  /** Sends a request whose body is JSON, or lines of JSON. */
  Mono<Answer> send(String method, String path, String body) {
    String type = path.startsWith("/_bulk") ? "application/x-ndjson" : "application/json";
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(timeout)
            .header("Content-Type", type)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return Mono.fromFuture(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
        // What follows may block; the two threads of the client must not.
        .publishOn(Schedulers.boundedElastic())
        .onErrorMap(OpenSearchHttp::unavailable)
        .flatMap(OpenSearchHttp::answer);
  }

  private static Throwable unavailable(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof IOException io) {
      return new SearchUnavailableException(
          "Search does not answer (" + cause.getClass().getSimpleName() + ")", io);
    }
    return cause;
  }

  private static Mono<Answer> answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == TOO_MANY || status == TIMED_OUT || status >= 500) {
      return Mono.error(
          new SearchUnavailableException(
              "Search can't work now: " + status + " " + text(response)));
    }
    if (status >= 400 && status != 404) {
      return Mono.error(
          new SearchRefusedException("Search refused a request: " + status + " " + text(response)));
    }
    return Mono.fromCallable(() -> new Answer(status, JSON.readTree(response.body())))
        .onErrorMap(
            IOException.class,
            e -> new SearchUnavailableException("Search answered something unreadable", e));
  }

  private static String text(HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    return body.length() <= QUOTED ? body : body.substring(0, QUOTED);
  }
}
