package org.pillarbox.webadmin.door;

import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;

/** Counts a body as it streams by and cuts it off at the bound. */
final class BodyBound {
  /** The body is longer than the door lets pass. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded(long bound) {
      super("body longer than " + bound + " bytes", null, false, false);
    }
  }

  private final long most;
  private long seen;

  BodyBound(long most) {
    this.most = most;
  }

  /** To be subscribed to once; each piece that comes out is the subscriber's to release. */
  Flux<ByteBuf> on(Flux<ByteBuf> body) {
    return body.handle(
        (piece, sink) -> {
          seen += piece.readableBytes();
          if (seen > most) {
            sink.error(new Exceeded(most));
          } else {
            sink.next(piece.retain());
          }
        });
  }
}
