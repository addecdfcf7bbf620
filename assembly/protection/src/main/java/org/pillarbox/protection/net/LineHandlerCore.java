package org.pillarbox.protection.net;

import io.netty.channel.ChannelHandlerContext;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.ProtocolMDCContextFactory;

/**
 * Answers the lines of one connection of a line protocol other than SMTP, on a {@link
 * LinePipeline}.
 */
public final class LineHandlerCore extends BasicChannelInboundHandler {
  public LineHandlerCore(Protocol protocol, Encryption encryption) {
    super(new ProtocolMDCContextFactory.Standard(), protocol, encryption, false);
  }

  @Override
  protected ProtocolSession createSession(ChannelHandlerContext context) {
    return protocol.newSession(new LineTransport(context.channel(), secure));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) throws Exception {
    context.pipeline().get(CrlfFramer.class).frameTaken();
    super.channelRead(context, frame);
  }
}
