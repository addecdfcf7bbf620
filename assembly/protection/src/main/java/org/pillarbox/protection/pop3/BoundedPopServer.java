package org.pillarbox.protection.pop3;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.pop3server.netty.POP3Server;
import org.apache.james.protocols.api.ProtocolConfiguration;
import org.apache.james.protocols.api.ProtocolConfigurationImpl;
import org.apache.james.protocols.pop3.POP3Protocol;
import org.pillarbox.protection.net.LineHandlerCore;
import org.pillarbox.protection.net.LinePipeline;

/** James' POP3 server on our pipeline. */
public final class BoundedPopServer extends POP3Server {
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
    ProtocolConfiguration configuration =
        new ProtocolConfigurationImpl("Pillarbox") {
          @Override
          public String getHelloName() {
            return BoundedPopServer.this.getHelloName();
          }

          @Override
          public String getGreeting() {
            return getHelloName() + " POP3 Pillarbox";
          }
        };
    return new LineHandlerCore(
        new POP3Protocol(getProtocolHandlerChain(), configuration), getEncryption());
  }
}
