package org.pillarbox.webadmin.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Hands a request on to a listener of James on loopback and its answer back, both as streams: the
 * slower side sets the pace, and no body is ever held whole.
 *
 * <p>Never tries twice: a request that James may have carried out is not repeated behind the
 * client's back.
 */
final class Forwarder implements AutoCloseable {
  private static final int POOL = 128;
  private static final int WAITING = 256;
  // The other direction and the end of the connection bound this one.
  private static final Duration FOREVER = Duration.ofDays(365);
  private static final int FRAME_BYTES = 10 * 1024 * 1024;

  private final ConnectionProvider pool;
  private final ConnectionProvider streams;
  private final HttpClient client;
  private final HttpClient streamClient;
  private final DoorLimits limits;

  Forwarder(DoorLimits limits, LoopResources loops) {
    this.limits = limits;
    this.pool = pool("door", POOL);
    this.streams = pool("door-streams", Math.max(1, limits.connections()));
    this.client = client(pool, loops).responseTimeout(limits.backendTimeout());
    this.streamClient = client(streams, loops).responseTimeout(limits.streamSilence());
  }

  private static HttpClient client(ConnectionProvider connections, LoopResources loops) {
    return HttpClient.create(connections)
        .runOn(loops)
        .disableRetry(true)
        .followRedirect(false)
        .compress(false);
  }

  // Shorter than the 30 s after which Jetty closes an idle connection: else a request is now and
  // then sent into one that is just closing.
  private static ConnectionProvider pool(String name, int most) {
    return ConnectionProvider.builder(name)
        .maxConnections(most)
        .pendingAcquireMaxCount(WAITING)
        .pendingAcquireTimeout(Duration.ofSeconds(5))
        .maxIdleTime(Duration.ofSeconds(10))
        .build();
  }

  /** One request and its answer. */
  Mono<Void> forward(
      HttpServerRequest request,
      HttpServerResponse response,
      Target target,
      Consumer<Integer> onStatus) {
    HttpHeaders headers = target.headers();
    HttpClient sender = client(target).headers(h -> h.set(headers));
    HttpClient.RequestSender sending = sender.request(request.method()).uri(target.path());
    HttpClient.ResponseReceiver<?> receiver =
        hasBody(request.requestHeaders())
            ? sending.send(
                (out, outbound) ->
                    outbound.send(new BodyBound(target.maxBody()).on(request.receive())))
            : sending;
    return receiver
        .responseConnection(
            (answer, connection) -> {
              onStatus.accept(answer.status().code());
              return answer(request, response, answer, connection);
            })
        .then();
  }

  private HttpClient client(Target target) {
    return (target.stream() ? streamClient : client).host("127.0.0.1").port(target.port());
  }

  private static Mono<Void> answer(
      HttpServerRequest request,
      HttpServerResponse response,
      HttpClientResponse answer,
      Connection connection) {
    int status = answer.status().code();
    if (status >= 500 && !isJson(answer.responseHeaders())) {
      connection.dispose();
      return ProblemAnswer.send(
          response,
          new Problem(status, "the request failed inside; the log of the server says why"));
    }
    response.status(answer.status());
    DoorHeaders.outward(answer.responseHeaders(), response.responseHeaders());
    boolean bodiless = request.method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    if (bodiless) {
      return connection.inbound().receive().then(response.send());
    }
    return response
        .send(connection.inbound().receive().retain(), piece -> true)
        .then()
        .doFinally(
            signal -> {
              if (signal != SignalType.ON_COMPLETE) {
                connection.dispose();
              }
            });
  }

  /** A web socket: opened behind first, so that a refusal is answered as HTTP. */
  Mono<Void> socket(HttpServerResponse response, Target target, Consumer<Integer> onStatus) {
    // The subprotocol is agreed on with the client here: James does not answer with one (RFC 8887
    // section 4.1), so it is not asked for one.
    return client(target)
        .headers(h -> h.set(target.headers()))
        .websocket(WebsocketClientSpec.builder().maxFramePayloadLength(FRAME_BYTES).build())
        .uri(target.path())
        .connect()
        .flatMap(connection -> join(response, connection))
        .onErrorResume(
            WebSocketClientHandshakeException.class,
            refused -> {
              int status = refused.response() == null ? 502 : refused.response().status().code();
              onStatus.accept(status);
              return ProblemAnswer.send(
                  response.header(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"simple\""),
                  new Problem(status == 101 ? 502 : status, "the web socket was refused"));
            });
  }

  // sendWebsocket completes when the client's handshake is done, long before the talk ends.
  private Mono<Void> join(HttpServerResponse response, Connection connection) {
    return response
        .sendWebsocket(
            (fromClient, toClient) ->
                talk(fromClient, toClient, connection).doFinally(signal -> connection.dispose()),
            WebsocketServerSpec.builder()
                .maxFramePayloadLength(FRAME_BYTES)
                .protocols("jmap")
                .build())
        .doOnError(error -> connection.dispose())
        .doOnCancel(connection::dispose);
  }

  private Mono<Void> talk(
      WebsocketInbound fromClient, WebsocketOutbound toClient, Connection connection) {
    WebsocketInbound fromJames = (WebsocketInbound) connection.inbound();
    WebsocketOutbound toJames = (WebsocketOutbound) connection.outbound();
    return Mono.firstWithSignal(
        carry(fromClient, toJames, limits.streamSilence()), carry(fromJames, toClient, FOREVER));
  }

  // Frame by frame: a text in many frames stays in many, so that none grows beyond what James
  // takes.
  private static Mono<Void> carry(WebsocketInbound from, WebsocketOutbound to, Duration silence) {
    return to.sendObject(from.receiveFrames().timeout(silence).map(frame -> frame.retain())).then();
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || headers.contains(HttpHeaderNames.CONTENT_LENGTH);
  }

  private static boolean isJson(HttpHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    return type.startsWith("application/json") || type.startsWith(Problem.CONTENT_TYPE);
  }

  @Override
  public void close() {
    pool.disposeLater().and(streams.disposeLater()).block(Duration.ofSeconds(5));
  }

  /**
   * Where to and with what.
   *
   * @param port on 127.0.0.1
   * @param path with its query, as the client sent it
   * @param headers all that are sent
   * @param maxBody in bytes
   * @param stream whether long silences are normal
   */
  record Target(int port, String path, HttpHeaders headers, long maxBody, boolean stream) {}
}
