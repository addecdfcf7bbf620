package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.testing.OpenSearchExtension;

@ExtendWith(OpenSearchExtension.class)
class OpenSearchEngineTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static String send(
      OpenSearchEngine.Endpoint endpoint, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void theAddedModulesAreThere(OpenSearchEngine.Endpoint endpoint)
      throws IOException, InterruptedException {
    String nodes = send(endpoint, "GET", "/_nodes/plugins", "");

    assertThat(nodes)
        .contains(
            "\"lang-painless\"",
            "\"analysis-common\"",
            "\"reindex\"",
            "\"mapper-extras\"",
            "\"transport-netty4\"");
  }

  @Test
  void addressesAreTokensForTheAnalyzer(OpenSearchEngine.Endpoint endpoint)
      throws IOException, InterruptedException {
    String tokens =
        send(
            endpoint,
            "POST",
            "/_analyze",
            "{\"tokenizer\":\"uax_url_email\",\"filter\":[\"lowercase\",\"asciifolding\"],"
                + "\"text\":\"J\u00f6rg@Example.org caf\u00e9\"}");

    assertThat(tokens).contains("\"cafe\"");
  }

  @Test
  void whatAQueryFindsIsUpdatedAndDeletedByQuery(OpenSearchEngine.Endpoint endpoint)
      throws IOException, InterruptedException {
    send(endpoint, "PUT", "/byquery", "{\"settings\":{\"number_of_replicas\":0}}");
    send(endpoint, "PUT", "/byquery/_doc/1?refresh=true", "{\"n\":1}");

    String updated =
        send(
            endpoint,
            "POST",
            "/byquery/_update_by_query?refresh=true",
            "{\"script\":{\"source\":\"ctx._source.n += params.by\",\"params\":{\"by\":41}}}");
    String found = send(endpoint, "GET", "/byquery/_doc/1", "");
    String deleted =
        send(
            endpoint,
            "POST",
            "/byquery/_delete_by_query?refresh=true",
            "{\"query\":{\"term\":{\"n\":42}}}");

    assertThat(updated).contains("\"updated\":1");
    assertThat(found).contains("\"n\":42");
    assertThat(deleted).contains("\"deleted\":1");
  }

  @Test
  void anIndexThatNobodyMadeIsNotMadeByWriting(OpenSearchEngine.Endpoint endpoint)
      throws IOException, InterruptedException {
    assertThat(send(endpoint, "PUT", "/typo/_doc/1", "{}")).contains("index_not_found_exception");
  }
}
