package org.pillarbox.protection.net;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.ConnectionLimitUpstreamHandler;
import org.apache.james.protocols.netty.ConnectionPerIpLimitUpstreamHandler;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.TimeoutHandler;

/**
 * How a connection of a line protocol is built. Bytes are framed on the event loop; lines are
 * answered on the server's worker threads, always the same one for one connection, so that a
 * password hash or a store that is slow to answer does not stop the other connections of an event
 * loop.
 */
public final class LinePipeline extends AbstractChannelPipelineFactory<SocketChannel> {
  private final Settings settings;
  private final Supplier<ChannelInboundHandlerAdapter> core;
  private final Optional<ConnectionLimitUpstreamHandler> inAll;
  private final Optional<ConnectionPerIpLimitUpstreamHandler> perAddress;

  /**
   * What a server knows about its connections.
   *
   * @param idle a connection that sends nothing for this long is closed
   * @param connections in all, 0 for no limit
   * @param connectionsPerAddress from one address, 0 for no limit
   * @param workers the threads that answer lines
   * @param encryption the certificate in use, empty for a server without TLS; asked for each
   *     connection
   */
  public record Settings(
      Duration idle,
      int connections,
      int connectionsPerAddress,
      EventExecutorGroup workers,
      Supplier<Optional<Encryption>> encryption) {}

  public LinePipeline(Settings settings, Supplier<ChannelInboundHandlerAdapter> core) {
    super(pipeline -> new CrlfFramer(), settings.workers());
    this.settings = settings;
    this.core = core;
    this.inAll = ConnectionLimitUpstreamHandler.forCount(settings.connections());
    this.perAddress =
        ConnectionPerIpLimitUpstreamHandler.forCount(settings.connectionsPerAddress());
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    settings
        .encryption()
        .get()
        .filter(encryption -> encryption.supportsEncryption() && !encryption.isStartTLS())
        .ifPresent(
            encryption -> pipeline.addLast(HandlerConstants.SSL_HANDLER, encryption.sslHandler()));
    inAll.ifPresent(limit -> pipeline.addLast(HandlerConstants.CONNECTION_LIMIT_HANDLER, limit));
    perAddress.ifPresent(
        limit -> pipeline.addLast(HandlerConstants.CONNECTION_LIMIT_PER_IP_HANDLER, limit));
    pipeline.addLast(HandlerConstants.FRAMER, new CrlfFramer());
    pipeline.addLast(HandlerConstants.CHUNK_HANDLER, new ChunkedWriteHandler());
    pipeline.addLast(
        HandlerConstants.TIMEOUT_HANDLER, new TimeoutHandler((int) settings.idle().toSeconds()));
    pipeline.addLast(settings.workers(), HandlerConstants.CORE_HANDLER, core.get());
  }

  @Override
  protected ChannelInboundHandlerAdapter createHandler() {
    return core.get();
  }
}
