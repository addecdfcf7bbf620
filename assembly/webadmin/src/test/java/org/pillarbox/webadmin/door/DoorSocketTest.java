package org.pillarbox.webadmin.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pillarbox.webadmin.Tokens;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The door in front of a web socket that answers each text with itself. */
class DoorSocketTest {
  private final CountDownLatch leftBehind = new CountDownLatch(1);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private DisposableServer echo;
  private HttpsDoor door;
  private DoorClient client;

  private record JmapOnly(OptionalInt admin, OptionalInt jmap) implements Backends {}

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    echo =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                (request, response) ->
                    request.requestHeaders().contains("Authorization")
                        ? response.sendWebsocket(
                            (in, out) ->
                                out.sendString(
                                        in.aggregateFrames()
                                            .receive()
                                            .asString()
                                            .map(text -> "echo " + text)
                                            .doFinally(signal -> leftBehind.countDown()))
                                    .then())
                        : response.status(401).send())
            .bindNow(Duration.ofSeconds(10));
    DoorConfiguration configuration =
        new DoorConfiguration(
            "127.0.0.1",
            0,
            true,
            SelfSigned.named("door.example", Duration.ofDays(9)).writeTo(directory),
            DoorLimits.defaults());
    Readiness readiness = new Readiness();
    readiness.set(true);
    door =
        new HttpsDoor(
            configuration,
            new DoorIdentity(configuration),
            Tokens.in(directory.resolve("secrets")),
            new DoorSecret(),
            new JmapOnly(OptionalInt.empty(), OptionalInt.of(echo.port())),
            readiness);
    door.start();
    client = new DoorClient(door.port().getAsInt());
  }

  @AfterEach
  void close() {
    door.stop();
    echo.disposeNow(Duration.ofSeconds(10));
  }

  private CompletableFuture<WebSocket> opening(boolean withPassword) {
    WebSocket.Builder builder =
        client
            .http()
            .newWebSocketBuilder()
            .subprotocols("jmap")
            .connectTimeout(Duration.ofSeconds(10));
    if (withPassword) {
      builder.header("Authorization", "Basic YTpi");
    }
    return builder.buildAsync(
        URI.create("wss://127.0.0.1:" + door.port().getAsInt() + "/jmap/ws"), new Ear());
  }

  @Test
  void textsGoBothWaysAndTheSubprotocolIsAgreed() throws Exception {
    WebSocket socket = opening(true).get(20, TimeUnit.SECONDS);

    assertThat(socket.getSubprotocol()).isEqualTo("jmap");
    socket.sendText("one", true).get(20, TimeUnit.SECONDS);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("echo one");
    socket.sendText("x".repeat(30_000), false).get(20, TimeUnit.SECONDS);
    socket.sendText("y".repeat(30_000), true).get(20, TimeUnit.SECONDS);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).hasSize(60_005);
    socket.abort();
  }

  @Test
  void whenTheClientGoesTheSideBehindIsLetGo() throws Exception {
    WebSocket socket = opening(true).get(20, TimeUnit.SECONDS);
    socket.sendText("one", true).get(20, TimeUnit.SECONDS);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("echo one");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);

    assertThat(leftBehind.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whenTheSideBehindGivesUpTheClientHearsIt() throws Exception {
    WebSocket socket = opening(true).get(20, TimeUnit.SECONDS);
    socket.sendText("x".repeat(100_000), true).get(20, TimeUnit.SECONDS);

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
  }

  @Test
  void aRefusalBehindIsAnsweredAsHttp() {
    assertThat(opening(false))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withStackTraceContaining("401");
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        heard.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(part);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      heard.add("closed");
      return CompletableFuture.completedStage(reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.add("closed");
    }
  }
}
