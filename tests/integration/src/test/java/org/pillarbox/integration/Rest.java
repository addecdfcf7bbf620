package org.pillarbox.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** An administrator's way in: the REST API behind the HTTPS port, with a token. */
final class Rest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI base;
  private final String authorization;

  Rest(SSLContext tls, int port, String authorization) {
    this.client = HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
    this.base = URI.create("https://localhost:" + port);
    this.authorization = authorization;
  }

  /** The same way in with another, or no, Authorization header. */
  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String get(String path) throws Exception {
    return succeeded("GET", path, "");
  }

  void put(String path, String body) throws Exception {
    succeeded("PUT", path, body);
  }

  void delete(String path) throws Exception {
    succeeded("DELETE", path, "");
  }

  private String succeeded(String method, String path, String body) throws Exception {
    HttpResponse<String> response = call(method, path, body);
    assertThat(response.statusCode())
        .as("%s %s: %s", method, path, response.body())
        .isBetween(200, 299);
    return response.body();
  }
}
