package org.pillarbox.engines;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks whether a GET is answered with 200 within a second. */
final class HttpProbe {
  private static final Duration CONNECT = Duration.ofMillis(300);
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .build();
  private final HttpRequest request;

  HttpProbe(URI uri) {
    this.request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
  }

  boolean answers() {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      // Not yet: the caller asks again until its time is over.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while asking " + request.uri(), e);
    }
  }
}
