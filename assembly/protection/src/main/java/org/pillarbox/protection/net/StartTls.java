package org.pillarbox.protection.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.HandlerConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a connection in clear into one with TLS: the answer goes out in clear and TLS is put in
 * place in one step on the event loop, so that no byte is read between the two. A client that has
 * already sent more is cut off, for whoever sits in the middle may have put it there (RFC 3207
 * section 4.2, RFC 2595 section 2.1).
 */
public final class StartTls {
  private static final Logger LOGGER = LoggerFactory.getLogger(StartTls.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private StartTls() {}

  /**
   * Writes the answer and starts TLS; returns when it is in place. Not to be called on the
   * channel's event loop.
   */
  public static void begin(Channel channel, Encryption encryption, byte[] answer) {
    CompletableFuture.runAsync(() -> turnOn(channel, encryption, answer), channel.eventLoop())
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static void turnOn(Channel channel, Encryption encryption, byte[] answer) {
    CrlfFramer framer = channel.pipeline().get(CrlfFramer.class);
    if (framer == null || !framer.allAnswered()) {
      LOGGER.warn("Commands injected before TLS client={}: closing", channel.remoteAddress());
      channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      return;
    }
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(answer))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.pipeline().addFirst(HandlerConstants.SSL_HANDLER, encryption.sslHandler());
  }
}
