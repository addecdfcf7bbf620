package org.pillarbox.protection.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.NettyProtocolTransport;

/**
 * Writes answers from a thread that is not the channel's event loop; {@link StartTls} is the one
 * that needs care.
 */
final class LineTransport extends NettyProtocolTransport {
  private final Channel channel;
  private final Encryption encryption;

  LineTransport(Channel channel, Encryption encryption) {
    super(channel, encryption, false);
    this.channel = channel;
    this.encryption = encryption;
  }

  @Override
  protected void writeToClient(byte[] bytes, ProtocolSession session, boolean startTls) {
    if (startTls) {
      StartTls.begin(channel, encryption, bytes);
    } else {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(bytes))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
