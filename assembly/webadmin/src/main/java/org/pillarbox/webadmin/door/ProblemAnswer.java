package org.pillarbox.webadmin.door;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Writes a {@link Problem} as the answer. */
final class ProblemAnswer {
  private static final long DRAINED_BYTES = 1024 * 1024;
  private static final Duration DRAINED_FOR = Duration.ofSeconds(2);

  private ProblemAnswer() {}

  static Mono<Void> send(HttpServerResponse response, Problem problem) {
    return json(response, problem.status(), Problem.CONTENT_TYPE, problem.json());
  }

  /**
   * The same, and then the connection is closed. What the client sends is read first and thrown
   * away, as far as {@link #DRAINED_BYTES} and {@link #DRAINED_FOR} go: a connection closed over
   * unread bytes is reset by TCP, and the reset overtakes the answer (RFC 9112 section 9.6).
   */
  static Mono<Void> sendAndClose(
      HttpServerRequest request, HttpServerResponse response, Problem problem) {
    return drained(request).then(Mono.defer(() -> close(response, problem)));
  }

  /** The answer, and the connection closed, when the body has been asked for already. */
  static Mono<Void> close(HttpServerResponse response, Problem problem) {
    return send(response.keepAlive(false), problem);
  }

  private static Mono<Void> drained(HttpServerRequest request) {
    // A client that waits for 100 (Continue) has sent nothing yet; reading would ask it to.
    if (request.requestHeaders().contains(HttpHeaderNames.EXPECT)) {
      return Mono.empty();
    }
    BodyBound bound = new BodyBound(DRAINED_BYTES);
    return bound
        .on(request.receive())
        .doOnNext(ByteBuf::release)
        .then()
        .timeout(DRAINED_FOR)
        .onErrorComplete();
  }

  static Mono<Void> json(HttpServerResponse response, int status, String type, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    response.status(HttpResponseStatus.valueOf(status));
    DoorHeaders.harden(response.responseHeaders());
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, type)
        .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length))
        .sendByteArray(Mono.just(body))
        .then();
  }
}
