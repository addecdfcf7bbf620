package org.pillarbox.webadmin.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.Tokens;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsDoorTest {
  private static final long ADMIN_BODY = 64 * 1024;

  private final DoorSecret secret = new DoorSecret();
  private final Readiness readiness = new Readiness();
  private FakeJames admin;
  private FakeJames jmap;
  private Tokens tokens;
  private HttpsDoor door;
  private DoorClient client;
  private Path directory;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    directory = temporary;
    admin = new FakeJames();
    jmap = new FakeJames();
    tokens = Tokens.in(directory.resolve("secrets"));
    door = door(limits(1000, 100, 1000), OptionalInt.of(admin.port()));
    door.start();
    readiness.set(true);
    client = new DoorClient(door.port().getAsInt());
  }

  @AfterAll
  void close() {
    door.stop();
    admin.close();
    jmap.close();
  }

  private HttpsDoor door(DoorLimits limits, OptionalInt adminPort) throws Exception {
    DoorConfiguration configuration =
        new DoorConfiguration(
            "127.0.0.1",
            0,
            true,
            SelfSigned.named("door.example", Duration.ofDays(90)).writeTo(directory),
            limits);
    return new HttpsDoor(
        configuration,
        new DoorIdentity(configuration),
        tokens,
        secret,
        new FixedBackends(adminPort, OptionalInt.of(jmap.port())),
        readiness);
  }

  private record FixedBackends(OptionalInt admin, OptionalInt jmap) implements Backends {}

  private static DoorLimits limits(int requestBurst, int connectionsPerClient, int failedLogins) {
    return new DoorLimits(
        4096,
        2048,
        ADMIN_BODY,
        4 * 1024 * 1024,
        200,
        connectionsPerClient,
        1,
        requestBurst,
        failedLogins,
        Duration.ofMinutes(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  private String adminToken() {
    return tokens.mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));
  }

  @Test
  void withAGoodTokenARequestReachesWebadminWithTheSecretAndNoToken() throws Exception {
    HttpResponse<String> answer = client.get("/domains?x=%20y", adminToken());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"length\":0}");
    FakeJames.Seen seen = admin.last();
    assertThat(seen.target()).isEqualTo("/domains?x=%20y");
    assertThat(secret.matches(seen.header(DoorSecret.HEADER))).isTrue();
    assertThat(seen.header(DoorSecret.LOGIN_HEADER)).contains("cli");
    assertThat(seen.header(DoorSecret.CLIENT_HEADER)).contains("127.0.0.1");
    assertThat(seen.header("Authorization")).isEmpty();
  }

  @Test
  void withoutATokenNothingReachesWebadmin() throws Exception {
    int before = admin.count();
    for (String path : new String[] {"/", "/domains", "/healthcheck", "/metrics", "/nowhere"}) {
      HttpResponse<String> answer = client.send(client.to(path));

      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
      assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
      assertThat(answer.body()).contains("\"status\":401");
    }
    assertThat(admin.count()).isEqualTo(before);
  }

  @Test
  void badTokensAreRefused(@TempDir Path other) throws Exception {
    String expired =
        Tokens.in(
                directory.resolve("secrets"),
                Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC))
            .mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));
    String foreign = Tokens.in(other).mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));
    String none = "eyJhbGciOiJub25lIn0." + adminToken().split("\\.", -1)[1] + ".";
    int before = admin.count();

    for (String token : new String[] {expired, foreign, none, "", "x", "a.b.c"}) {
      assertThat(client.get("/domains", token).statusCode()).as(token).isEqualTo(401);
    }
    assertThat(
            client.send(client.to("/domains").header("Authorization", "Basic YTpi")).statusCode())
        .isEqualTo(401);
    assertThat(
            client
                .send(
                    client
                        .to("/domains")
                        .header("Authorization", "Bearer " + adminToken())
                        .header("Authorization", "Bearer " + adminToken()))
                .statusCode())
        .isEqualTo(401);
    assertThat(admin.count()).isEqualTo(before);
  }

  @Test
  void anObserverReadsHealthAndMetricsAndNothingElse() throws Exception {
    String token = tokens.mint("prometheus", TokenScope.OBSERVE, Duration.ofDays(300));

    assertThat(client.get("/metrics", token).statusCode()).isEqualTo(200);
    assertThat(client.get("/healthcheck/checks", token).statusCode()).isEqualTo(200);
    assertThat(client.get("/pillarbox/status", token).statusCode()).isEqualTo(200);
    assertThat(client.get("/users", token).statusCode()).isEqualTo(403);
    assertThat(client.get("/pillarbox/status/more", token).statusCode()).isEqualTo(403);
    assertThat(
            client
                .send(
                    client
                        .to("/healthcheck")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void headersThatJamesWouldTrustDoNotPass() throws Exception {
    client.send(
        client
            .to("/domains")
            .header("Authorization", "Bearer " + adminToken())
            .header("X-User", "root")
            .header("X-Real-IP", "10.0.0.1")
            .header("X-Forwarded-For", "10.0.0.1")
            .header("Forwarded", "for=10.0.0.1")
            .header(DoorSecret.HEADER, "guess")
            .header(DoorSecret.LOGIN_HEADER, "root")
            .header("X-JMAP-PREFIX", "https://evil.example")
            .header("Cookie", "a=b")
            .header("If-Match", "\"7\""));

    FakeJames.Seen seen = admin.last();
    assertThat(seen.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrder(
            "accept",
            "content-length",
            "host",
            "if-match",
            "user-agent",
            "x-pillarbox-client",
            "x-pillarbox-door",
            "x-pillarbox-login");
    assertThat(seen.header(DoorSecret.LOGIN_HEADER)).contains("cli");
    assertThat(secret.matches(seen.header(DoorSecret.HEADER))).isTrue();
  }

  @Test
  void whatTheBackendSaysOfItselfAndOfOtherOriginsStaysInside() throws Exception {
    HttpResponse<String> answer = client.get("/domains", adminToken());

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
        .doesNotContain("server", "Server", "set-cookie", "Set-Cookie");
    assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1"})
  void aPageOfAnotherOriginGetsNeitherJmapNorCors(String origin) throws Exception {
    int before = jmap.count();
    for (String method : List.of("OPTIONS", "POST")) {
      HttpResponse<String> answer =
          client.send(
              client
                  .to("/jmap")
                  .header("Origin", origin)
                  .header("Authorization", "Basic YTpi")
                  .method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
    assertThat(jmap.count()).isEqualTo(before);
  }

  @Test
  void aPageOfOurOwnOriginGetsJmap() throws Exception {
    HttpResponse<String> answer =
        client.send(
            client.to("/jmap").header("Origin", "https://127.0.0.1:" + door.port().getAsInt()));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/healthcheck/../domains",
        "/healthcheck/%2e%2e/domains",
        "/healthcheck/..%2fdomains",
        "/healthcheck%2f..%2fdomains",
        "//domains",
        "/domains/",
        "/domains;x=1/a",
        "/metrics%3bx",
        "/domains%00",
        "/domains%5ca",
        "/domains%",
        "/domains%zz",
        "/domains/%ff%fe",
        "/mailRepositories/a%2f..%2f..%2fb",
        "http://127.0.0.1/domains",
        "*",
        "/a\\b"
      })
  void aPathThatCouldBeReadInTwoWaysIsRefused(String target) throws Exception {
    int before = admin.count();

    String answer =
        client.raw(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + adminToken()
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(admin.count()).isEqualTo(before);
  }

  @Test
  void theNameOfAMailRepositoryPassesByteForByte() throws Exception {
    client.get("/mailRepositories/var%2Fmail%2Ferror/mails", adminToken());

    assertThat(admin.last().target()).isEqualTo("/mailRepositories/var%2Fmail%2Ferror/mails");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND"})
  void otherMethodsAreRefused(String method) throws Exception {
    String answer =
        client.raw(method + " /domains HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).containsAnyOf("HTTP/1.1 405", "HTTP/1.1 400");
  }

  @Test
  void bodiesPassUpToTheBound() throws Exception {
    HttpRequest.Builder put =
        client
            .to("/sieve/x")
            .header("Authorization", "Bearer " + adminToken())
            .PUT(BodyPublishers.ofByteArray(new byte[(int) ADMIN_BODY]));

    assertThat(client.send(put).body()).isEqualTo("{\"length\":65536}");
  }

  @Test
  void aRefusalReachesAClientThatIsStillSending() throws Exception {
    for (int i = 0; i < 100; i++) {
      String answer =
          client.raw(
              "PUT /domains/a HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"
                  + "x".repeat(60_000));

      assertThat(answer).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void aBodyThatCurlCallsAFormIsHandedOnAsJson() throws Exception {
    client.send(
        client
            .to("/users/x")
            .header("Authorization", "Bearer " + adminToken())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(BodyPublishers.ofString("{}")));

    assertThat(admin.last().header("Content-Type")).contains("application/json");
  }

  @Test
  void aBodyThatSaysItIsTooLongIsRefusedUnread() throws Exception {
    int before = admin.count();
    String answer =
        client.raw(
            "PUT /sieve/x HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\nAuthorization: Bearer "
                + adminToken()
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("65536");
    assertThat(admin.count()).isEqualTo(before);
  }

  @Test
  void aChunkedBodyIsCutOffAtTheBound() throws Exception {
    int before = admin.count();
    HttpRequest.Builder put =
        client
            .to("/sieve/x")
            .header("Authorization", "Bearer " + adminToken())
            .PUT(BodyPublishers.ofInputStream(() -> zeros(10 * ADMIN_BODY)));

    try {
      assertThat(client.send(put).statusCode()).isEqualTo(413);
    } catch (IOException closedWhileSending) {
      assertThat(closedWhileSending).hasMessageContaining("");
    }
    assertThat(admin.count()).isEqualTo(before);
  }

  @Test
  void tooManyHeadersAreRefused() throws Exception {
    String answer =
        client.raw("GET /live HTTP/1.1\r\nHost: a\r\nA: " + "x".repeat(8000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4");
  }

  @Test
  void aBackendThatStaysSilentMeans504() throws Exception {
    HttpResponse<String> answer = client.get("/slow", adminToken());

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("\"status\":504").doesNotContain("127.0.0.1");
  }

  @Test
  void aBackendThatBreaksOffMeans502() throws Exception {
    assertThat(client.get("/broken", adminToken()).statusCode()).isEqualTo(502);
  }

  @Test
  void aBackendThatIsNotThereMeans503() throws Exception {
    HttpsDoor away = door(limits(100, 100, 100), OptionalInt.of(1));
    away.start();
    try {
      DoorClient lost = new DoorClient(away.port().getAsInt());
      assertThat(lost.get("/domains", adminToken()).statusCode()).isEqualTo(503);
    } finally {
      away.stop();
    }
  }

  @Test
  void aStackTraceDoesNotGetOut() throws Exception {
    HttpResponse<String> answer = client.get("/crash", adminToken());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"status\":500").doesNotContain("java.lang");
    assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
  }

  @Test
  void anErrorInJsonPassesAsItIs() throws Exception {
    HttpResponse<String> answer = client.get("/refused", adminToken());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"message\":\"no\"}");
  }

  @Test
  void answersWithoutABodyPass() throws Exception {
    assertThat(client.get("/nothing", adminToken()).statusCode()).isEqualTo(204);
    HttpResponse<String> head =
        client.send(
            client
                .to("/domains")
                .header("Authorization", "Bearer " + adminToken())
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(client.get("/domains", adminToken()).statusCode()).isEqualTo(200);
  }

  @Test
  void beforeReadinessOnlyWhatWatchesItIsAnswered() throws Exception {
    readiness.set(false);
    try {
      assertThat(client.get("/users", adminToken()).statusCode()).isEqualTo(503);
      assertThat(client.send(client.to("/jmap/session")).statusCode()).isEqualTo(503);
      assertThat(client.get("/healthcheck", adminToken()).statusCode()).isEqualTo(200);
    } finally {
      readiness.set(true);
    }
  }

  @Test
  void livenessAndReadinessSayNothingElse() throws Exception {
    assertThat(client.send(client.to("/live")).body()).isEqualTo("{\"live\":true}");
    readiness.set(false);
    assertThat(client.send(client.to("/ready")).statusCode()).isEqualTo(503);
    readiness.set(true);
    HttpResponse<String> ready = client.send(client.to("/ready"));
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo("{\"ready\":true}");
  }

  @Test
  void jmapGetsThePasswordAndTheNameTheClientUsed() throws Exception {
    client.send(
        client
            .to("/.well-known/jmap")
            .header("Authorization", "Basic YTpi")
            .header("X-User", "root"));

    FakeJames.Seen seen = jmap.last();
    assertThat(seen.target()).isEqualTo("/.well-known/jmap");
    assertThat(seen.header("Authorization")).contains("Basic YTpi");
    assertThat(seen.header("X-User")).isEmpty();
    assertThat(seen.header("X-JMAP-PREFIX"))
        .contains("https://127.0.0.1:" + door.port().getAsInt());
    assertThat(secret.matches(seen.header(DoorSecret.HEADER))).isTrue();
  }

  @Test
  void aHostThatIsNoNameIsNotHandedOn() throws Exception {
    client.raw("GET /jmap/session HTTP/1.1\r\nHost: a/b@c\r\nConnection: close\r\n\r\n");

    assertThat(jmap.last().header("X-JMAP-PREFIX")).isEmpty();
  }

  @Test
  void largeDownloadsAndUploadsStream() throws Exception {
    HttpResponse<InputStream> answer =
        client
            .http()
            .send(client.to("/download/large").build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(body.skip(Long.MAX_VALUE)).isEqualTo(30L * 1024 * 1024);
    }
    assertThat(
            client
                .send(
                    client
                        .to("/upload/me")
                        .POST(BodyPublishers.ofInputStream(() -> zeros(3 * 1024 * 1024))))
                .body())
        .isEqualTo("{\"length\":3145728}");
  }

  @Test
  void anEventArrivesWhileTheStreamStaysOpen() throws Exception {
    HttpResponse<InputStream> answer =
        client
            .http()
            .send(client.to("/eventSource").build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(new String(body.readNBytes(11), StandardCharsets.UTF_8)).isEqualTo("event: ping");
    }
  }

  @Test
  void whoIsInsideWhenTheDoorIsStoppedIsPutOut() throws Exception {
    HttpsDoor closing = door(limits(100, 100, 100), OptionalInt.of(admin.port()));
    closing.start();
    DoorClient inside = new DoorClient(closing.port().getAsInt());
    HttpResponse<InputStream> answer =
        inside
            .http()
            .send(inside.to("/eventSource").build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(body.readNBytes(11)).hasSize(11);
      closing.stop();
      closing.stop();

      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(closing.port()).isEmpty();
  }

  @Test
  void onlyTls12And13AreSpoken() throws Exception {
    assertThat(client.handshake("TLSv1.3")).isEqualTo("TLSv1.3");
    assertThat(client.handshake("TLSv1.2")).isEqualTo("TLSv1.2");
    assertThatThrownBy(() -> client.handshake("TLSv1.1")).isInstanceOf(SSLException.class);
  }

  @Test
  void aClientThatAsksTooMuchGets429() throws Exception {
    HttpsDoor narrow = door(limits(3, 100, 100), OptionalInt.of(admin.port()));
    narrow.start();
    try {
      DoorClient eager = new DoorClient(narrow.port().getAsInt());
      for (int i = 0; i < 3; i++) {
        assertThat(eager.send(eager.to("/live")).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> fourth = eager.send(eager.to("/live"));
      assertThat(fourth.statusCode()).isEqualTo(429);
      assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
    } finally {
      narrow.stop();
    }
  }

  @Test
  void wrongPasswordsEndTheTries() throws Exception {
    HttpsDoor strict = door(limits(100, 100, 2), OptionalInt.of(admin.port()));
    strict.start();
    try {
      DoorClient guesser = new DoorClient(strict.port().getAsInt());
      for (int i = 0; i < 2; i++) {
        assertThat(
                guesser
                    .send(guesser.to("/jmap/denied").header("Authorization", "Basic YTpi"))
                    .statusCode())
            .isEqualTo(401);
      }
      int before = jmap.count();
      assertThat(
              guesser
                  .send(guesser.to("/jmap/denied").header("Authorization", "Basic YTpi"))
                  .statusCode())
          .isEqualTo(429);
      assertThat(jmap.count()).isEqualTo(before);
    } finally {
      strict.stop();
    }
  }

  @Test
  void connectionsBeyondTheBoundAreClosed() throws Exception {
    HttpsDoor narrow = door(limits(100, 1, 100), OptionalInt.of(admin.port()));
    narrow.start();
    try {
      DoorClient first = new DoorClient(narrow.port().getAsInt());
      assertThat(first.send(first.to("/live")).statusCode()).isEqualTo(200);
      DoorClient second = new DoorClient(narrow.port().getAsInt());
      assertThatThrownBy(() -> second.send(second.to("/live"))).isInstanceOf(IOException.class);
    } finally {
      narrow.stop();
    }
  }

  private static InputStream zeros(long count) {
    return new ByteArrayInputStream(new byte[(int) count]);
  }
}
