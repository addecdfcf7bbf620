package org.pillarbox.protection.net;

import io.netty.channel.ChannelHandlerContext;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.smtpserver.netty.SMTPChannelInboundHandler;
import org.apache.james.smtpserver.netty.SmtpMetrics;

/** Answers the lines of one SMTP or LMTP connection, on a {@link LinePipeline}. */
public final class SmtpHandlerCore extends SMTPChannelInboundHandler {
  public SmtpHandlerCore(Protocol protocol, Encryption encryption, SmtpMetrics metrics) {
    super(protocol, encryption, false, metrics);
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
