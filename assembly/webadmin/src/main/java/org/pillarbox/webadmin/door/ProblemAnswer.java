package org.pillarbox.webadmin.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes a {@link Problem} as the answer. */
final class ProblemAnswer {
  private ProblemAnswer() {}

  static Mono<Void> send(HttpServerResponse response, Problem problem) {
    return json(response, problem.status(), Problem.CONTENT_TYPE, problem.json());
  }

  /** The same, and then the connection is closed: what the client still sends is not read. */
  static Mono<Void> sendAndClose(HttpServerResponse response, Problem problem) {
    return send(response.keepAlive(false), problem);
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
