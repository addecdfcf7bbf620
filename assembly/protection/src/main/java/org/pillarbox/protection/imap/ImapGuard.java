package org.pillarbox.protection.imap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imapserver.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and James' IMAP parser and cuts off what would make the parser run out of
 * memory (literals, CVE-2024-37358) or stack (nesting), before the parser sees it; and who has not
 * logged in in time.
 */
final class ImapGuard extends ChannelInboundHandlerAdapter {
  private static final Logger LOGGER = LoggerFactory.getLogger(ImapGuard.class);

  private final CommandScanner scanner;
  private final Duration loginWithin;
  private boolean refused;
  private Future<?> loginTimer;

  ImapGuard(ImapBounds bounds) {
    this.scanner = new CommandScanner(bounds);
    this.loginWithin = bounds.loginWithin();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    super.channelActive(context);
    loginTimer =
        context
            .executor()
            .schedule(
                () -> closeUnlessLoggedIn(context), loginWithin.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    Optional.ofNullable(loginTimer).ifPresent(timer -> timer.cancel(false));
    super.channelInactive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    Optional<String> violation =
        refused ? Optional.of("refused") : violation((ByteBuf) message, loggedIn(context));
    if (violation.isEmpty()) {
      super.channelRead(context, message);
      return;
    }
    ReferenceCountUtil.release(message);
    if (!refused) {
      refused = true;
      LOGGER.warn(
          "IMAP command out of bounds client={}: {}",
          context.channel().remoteAddress(),
          violation.get());
      bye(context, violation.get());
    }
  }

  private Optional<String> violation(ByteBuf bytes, boolean loggedIn) {
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      Optional<String> violation = scanner.next(bytes.getByte(i), loggedIn);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private static boolean loggedIn(ChannelHandlerContext context) {
    return Optional.ofNullable(
            context.channel().attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY).get())
        .filter(session -> session.getState() != ImapSessionState.NON_AUTHENTICATED)
        .isPresent();
  }

  private void closeUnlessLoggedIn(ChannelHandlerContext context) {
    if (context.channel().isActive() && !loggedIn(context)) {
      bye(context, "no login within " + loginWithin.toSeconds() + " seconds");
    }
  }

  private static void bye(ChannelHandlerContext context, String why) {
    context
        .writeAndFlush(Unpooled.copiedBuffer("* BYE " + why + "\r\n", StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
