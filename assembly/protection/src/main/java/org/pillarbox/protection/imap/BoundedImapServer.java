package org.pillarbox.protection.imap;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.ImapMetrics;
import org.apache.james.imapserver.netty.NettyConstants;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;

/** James' IMAP server with an {@link ImapGuard} in front of its parser. */
public final class BoundedImapServer extends IMAPServer {
  private static final String GUARD = "pillarbox-bounds";

  private final ImapBounds bounds;

  public BoundedImapServer(
      ImapDecoder decoder,
      ImapEncoder encoder,
      ImapProcessor processor,
      ImapMetrics metrics,
      GaugeRegistry gauges,
      ImapBounds bounds) {
    super(decoder, encoder, processor, metrics, gauges);
    this.bounds = bounds;
  }

  @Override
  protected AbstractChannelPipelineFactory<SocketChannel> createPipelineFactory() {
    ChannelHandler james = super.createPipelineFactory();
    return new AbstractChannelPipelineFactory<>(getFrameHandlerFactory(), getExecutorGroup()) {
      @Override
      protected void initChannel(SocketChannel channel) {
        // James' factory is a channel initializer: added to a registered channel, it builds its
        // pipeline at once.
        channel.pipeline().addLast(james);
        channel.pipeline().addBefore(NettyConstants.FRAMER, GUARD, new ImapGuard(bounds));
      }

      @Override
      protected ChannelInboundHandlerAdapter createHandler() {
        return createCoreHandler();
      }
    };
  }
}
