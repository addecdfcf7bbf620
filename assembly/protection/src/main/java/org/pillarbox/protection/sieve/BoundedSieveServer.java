package org.pillarbox.protection.sieve;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.managesieve.transcode.ManageSieveProcessor;
import org.apache.james.managesieveserver.netty.ManageSieveServer;
import org.pillarbox.protection.net.LinePipeline;

/** James' ManageSieve server on our pipeline, with our own handling of TLS and passwords. */
public final class BoundedSieveServer extends ManageSieveServer {
  private static final int UNUSED_LINE_LENGTH = 8_000;

  private final ManageSieveProcessor processor;
  private final SieveLogin login;

  public BoundedSieveServer(ManageSieveProcessor processor, SieveLogin login) {
    super(UNUSED_LINE_LENGTH, processor);
    this.processor = processor;
    this.login = login;
  }

  @Override
  protected LinePipeline createPipelineFactory() {
    return new LinePipeline(
        new LinePipeline.Settings(
            Duration.ofSeconds(getTimeout()),
            connectionLimit,
            connPerIP,
            getExecutorGroup(),
            () -> Optional.ofNullable(getEncryption())),
        this::createCoreHandler);
  }

  @Override
  protected ChannelInboundHandlerAdapter createCoreHandler() {
    return new SieveCore(processor, login, Optional.ofNullable(getEncryption()));
  }
}
