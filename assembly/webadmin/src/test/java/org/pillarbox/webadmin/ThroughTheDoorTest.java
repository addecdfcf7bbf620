package org.pillarbox.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.webadmin.door.DoorClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThroughTheDoorTest {
  /** Asked by RulePathsTest of the integration tests, as there is no Cassandra here. */
  private static final java.util.Set<String> ON_CASSANDRA =
      java.util.Set.of("rules", "lists", "quarantine");

  private static final ObjectMapper JSON = new ObjectMapper();
  // Its base64 holds a plus and a slash, which James' own strategy does not take.
  private static final String PASSWORD = "s\u00fb?>>~ecret\u00ff\u00fe";

  private MemoryAppliance appliance;
  private DoorClient client;
  private String token;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    appliance =
        MemoryAppliance.in(
            directory,
            List.of(
                new EngineStatus("cassandra", EngineStatus.State.READY, 4711, 0, Optional.empty()),
                new EngineStatus(
                    "opensearch",
                    EngineStatus.State.RESTARTING,
                    0,
                    3,
                    Optional.of("signal 9 at noon"))));
    client = new DoorClient(appliance.port());
    token = appliance.token(TokenScope.ADMIN);
    assertThat(put("/domains/example.org", "").statusCode()).isEqualTo(204);
    assertThat(
            put("/users/bob@example.org", JSON.createObjectNode().put("password", PASSWORD) + "")
                .statusCode())
        .isEqualTo(204);
  }

  @AfterAll
  void stop() {
    appliance.stop();
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return client.send(
        client
            .to(path)
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.get(path, token);
  }

  @Test
  void domainsAndUsersAreJamesOwn() throws Exception {
    assertThat(JSON.readTree(get("/domains").body()).toString()).contains("example.org");
    assertThat(get("/users").body()).contains("bob@example.org").doesNotContain("password");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void noAnswerOfJamesAllowsOtherOrigins() throws Exception {
    HttpResponse<String> options =
        client.send(
            client
                .to("/domains")
                .header("Authorization", "Bearer " + token)
                .header("Origin", "https://evil.example")
                .method("OPTIONS", BodyPublishers.noBody()));
    for (HttpResponse<String> answer : List.of(get("/domains"), options, session("x"))) {
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
  }

  @Test
  void theListenersBehindTheDoorAreClosedToWhoeverIsOnThisMachine() throws Exception {
    for (OptionalInt port :
        List.of(appliance.inside().backends.admin(), appliance.inside().backends.jmap())) {
      for (String path :
          List.of(
              "/domains", "/healthcheck", "/metrics", "/nowhere", "/.well-known/jmap", "/jmap")) {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                        .header("X-User", "bob@example.org")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
      }
    }
  }

  @Test
  void aMailRepositoryIsReachedByItsEncodedName() throws Exception {
    assertThat(put("/mailRepositories/var%2Fmail%2Fheld?protocol=memory", "").statusCode())
        .isEqualTo(204);
    assertThat(get("/mailRepositories/var%2Fmail%2Fheld/mails").body()).isEqualTo("[]");
  }

  @Test
  void statusTellsEnginesQueuesAndVersion() throws Exception {
    JsonNode status = JSON.readTree(get("/pillarbox/status").body());

    assertThat(status.path("version").asText()).startsWith("0.");
    assertThat(status.path("ready").isBoolean()).isTrue();
    assertThat(status.path("engines").get(0).path("state").asText()).isEqualTo("ready");
    assertThat(status.path("engines").get(1).path("lastExit").asText())
        .isEqualTo("signal 9 at noon");
    assertThat(status.path("queues").toString()).contains("\"spool\"");
  }

  @Test
  void healthNamesTheSickEngineAndHasACheckForEachThing() throws Exception {
    HttpResponse<String> answer = get("/healthcheck");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode health = JSON.readTree(answer.body());
    assertThat(health.path("status").asText()).isEqualTo("degraded");
    assertThat(health.path("checks").findValuesAsText("componentName"))
        .contains("Disk", "Certificate", "Engine cassandra", "Engine opensearch");
    assertThat(answer.body()).contains("opensearch is restarting after 3 restarts");
    assertThat(get("/healthcheck/checks/Engine%20cassandra").body()).contains("\"healthy\"");
  }

  @Test
  void metricsAreReadByPrometheus() throws Exception {
    HttpResponse<String> answer = client.get("/metrics", appliance.token(TokenScope.OBSERVE));

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.body())
        .contains("pillarbox_engine_up{engine=\"cassandra\",} 1.0")
        .contains("pillarbox_engine_up{engine=\"opensearch\",} 0.0")
        .contains("pillarbox_engine_restarts{engine=\"opensearch\",} 3.0")
        .contains("pillarbox_queue_messages{queue=\"spool\",} 0.0")
        .contains("pillarbox_disk_free_bytes")
        .contains("pillarbox_certificate_expiry_seconds")
        .contains("jvm_");
  }

  @Test
  void sendAsGrantsAreAddedListedAndTakenBack() throws Exception {
    assertThat(put("/users/bob@example.org/send-as/Sales@example.org", "").statusCode())
        .isEqualTo(204);
    assertThat(put("/users/bob@example.org/send-as/@example.net", "").statusCode()).isEqualTo(204);
    assertThat(get("/users/bob@example.org/send-as").body())
        .isEqualTo("[\"@example.net\",\"sales@example.org\"]");
    assertThat(get("/users/bob@example.org/send-as/sales@example.org").statusCode()).isEqualTo(204);

    HttpResponse<String> taken =
        client.send(
            client
                .to("/users/bob@example.org/send-as/sales@example.org")
                .header("Authorization", "Bearer " + token)
                .DELETE());
    assertThat(taken.statusCode()).isEqualTo(204);
    assertThat(get("/users/bob@example.org/send-as/sales@example.org").statusCode()).isEqualTo(404);
    assertThat(get("/users/nobody@example.org/send-as").statusCode()).isEqualTo(404);
    HttpResponse<String> bad = put("/users/bob@example.org/send-as/no-address", "");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("is not an address");
  }

  @Test
  void theSearchIndexIsMadeAnewAsATask() throws Exception {
    HttpResponse<String> started =
        client.send(
            client
                .to("/pillarbox/search/rebuild")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    assertThat(started.statusCode()).isEqualTo(201);
    String task = JSON.readTree(started.body()).path("taskId").asText();

    JsonNode done = JSON.readTree(get("/tasks/" + task + "/await?timeout=10s").body());
    assertThat(done.path("type").asText()).isEqualTo("search-index-rebuild");
    assertThat(done.path("additionalInformation").path("messages").asLong()).isEqualTo(7);
    assertThat(done.path("additionalInformation").path("failed").asLong()).isEqualTo(1);
  }

  @Test
  void aUserThatIsRemovedLeavesNoGrants() throws Exception {
    String user = "/users/eve@example.org";
    assertThat(put(user, "{\"password\":\"first-secret\"}").statusCode()).isEqualTo(204);
    put(user + "/send-as/sales@example.org", "");
    client.send(client.to(user).header("Authorization", "Bearer " + token).DELETE());
    assertThat(put(user, "{\"password\":\"other-secret\"}").statusCode()).isEqualTo(204);

    assertThat(get(user + "/send-as").body()).isEqualTo("[]");
  }

  @Test
  void everyPathOfTheDescriptionExists() throws Exception {
    JsonNode paths = JSON.readTree(get("/openapi.json").body()).path("paths");
    assertThat(paths.size()).isGreaterThan(40);

    List<String> missing = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> path = paths.fields(); path.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = path.next();
      if (ON_CASSANDRA.contains(entry.getValue().findPath("tags").path(0).asText())) {
        continue;
      }
      String target = entry.getKey().replace("{queue}", "spool").replaceAll("[{][a-zA-Z]+}", "zzz");
      for (Iterator<String> method = entry.getValue().fieldNames(); method.hasNext(); ) {
        String verb = method.next().toUpperCase(Locale.ROOT);
        HttpResponse<String> answer =
            client.send(
                client
                    .to(target)
                    .header("Authorization", "Bearer " + token)
                    .method(verb, BodyPublishers.ofString("{}")));
        if (answer.body().contains("can not be found") || answer.statusCode() >= 502) {
          missing.add(verb + " " + entry.getKey() + " " + answer.statusCode());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(client.get("/nowhere", token).body()).contains("can not be found");
  }

  @Test
  void jmapIsOpenedByThePasswordAlone() throws Exception {
    HttpResponse<String> session = session(PASSWORD);

    assertThat(session.statusCode()).isEqualTo(200);
    JsonNode json = JSON.readTree(session.body());
    assertThat(json.path("username").asText()).isEqualTo("bob@example.org");
    assertThat(json.path("apiUrl").asText())
        .isEqualTo("https://127.0.0.1:" + appliance.port() + "/jmap");
    assertThat(session("wrong").statusCode()).isEqualTo(401);
    assertThat(client.send(client.to("/jmap/session")).statusCode()).isEqualTo(401);
    assertThat(
            client
                .send(client.to("/jmap/session").header("X-User", "bob@example.org"))
                .statusCode())
        .isEqualTo(401);
    assertThat(client.get("/jmap/session", token).statusCode()).isEqualTo(401);
    assertThat(
            client
                .send(
                    client
                        .to("/authentication")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void jmapMethodsUploadsAndDownloadsWork() throws Exception {
    String account = JSON.readTree(session(PASSWORD).body()).path("accounts").fieldNames().next();
    HttpResponse<String> mailboxes =
        client.send(
            client
                .to("/jmap")
                .header("Authorization", basic(PASSWORD))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json; jmapVersion=draft")
                .POST(
                    BodyPublishers.ofString(
                        "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\"],"
                            + "\"methodCalls\":[[\"Mailbox/get\",{\"accountId\":\""
                            + account
                            + "\"},\"a\"]]}")));
    assertThat(mailboxes.statusCode()).isEqualTo(200);
    assertThat(mailboxes.body()).contains("INBOX");

    HttpResponse<String> upload =
        client.send(
            client
                .to("/upload/" + account)
                .header("Authorization", basic(PASSWORD))
                .header("Content-Type", "text/html")
                .POST(BodyPublishers.ofString("<b>hello</b>")));
    assertThat(upload.statusCode()).isEqualTo(201);
    String blob = JSON.readTree(upload.body()).path("blobId").asText();
    HttpResponse<String> download =
        client.send(
            client
                .to("/download/" + account + "/" + blob + "?type=text/html")
                .header("Authorization", basic(PASSWORD)));
    assertThat(download.body()).isEqualTo("<b>hello</b>");
    assertThat(download.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
  }

  @Test
  void jmapSpeaksOverAWebSocket() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket socket =
        client
            .http()
            .newWebSocketBuilder()
            .header("Authorization", basic(PASSWORD))
            .subprotocols("jmap")
            .buildAsync(
                URI.create("wss://127.0.0.1:" + appliance.port() + "/jmap/ws"),
                new FirstText(answer))
            .get(20, TimeUnit.SECONDS);
    socket
        .sendText(
            "{\"@type\":\"Request\",\"id\":\"req-1\",\"using\":[\"urn:ietf:params:jmap:core\"],"
                + "\"methodCalls\":[[\"Core/echo\",{\"a\":\"b\"},\"c1\"]]}",
            true)
        .get(20, TimeUnit.SECONDS);

    assertThat(answer.get(20, TimeUnit.SECONDS)).contains("req-1", "Core/echo");
    socket.abort();
  }

  @Test
  void aWebSocketWithoutAPasswordIsRefused() throws Exception {
    CompletableFuture<WebSocket> opening =
        client
            .http()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("wss://127.0.0.1:" + appliance.port() + "/jmap/ws"),
                new FirstText(new CompletableFuture<>()));

    assertThat(opening)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withStackTraceContaining("401");
  }

  private static final class FirstText implements WebSocket.Listener {
    private final CompletableFuture<String> text;
    private final StringBuilder parts = new StringBuilder();

    FirstText(CompletableFuture<String> text) {
      this.text = text;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        text.complete(parts.toString());
      }
      socket.request(1);
      return CompletableFuture.completedStage(part);
    }
  }

  private HttpResponse<String> session(String password) throws Exception {
    return client.send(client.to("/jmap/session").header("Authorization", basic(password)));
  }

  private static String basic(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("bob@example.org:" + password).getBytes(StandardCharsets.UTF_8));
  }
}
