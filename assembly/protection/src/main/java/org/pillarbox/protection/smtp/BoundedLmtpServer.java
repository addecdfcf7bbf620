package org.pillarbox.protection.smtp;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.lmtpserver.netty.LMTPMetricsImpl;
import org.apache.james.lmtpserver.netty.LMTPServer;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.lmtp.LMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.pillarbox.protection.net.LinePipeline;
import org.pillarbox.protection.net.SmtpHandlerCore;

/** James' LMTP server on our pipeline. */
public final class BoundedLmtpServer extends LMTPServer {
  private final LMTPMetricsImpl metrics;
  private final LMTPConfiguration configuration = new Configuration();

  public BoundedLmtpServer(LMTPMetricsImpl metrics) {
    super(metrics);
    this.metrics = metrics;
  }

  @Override
  protected LinePipeline createPipelineFactory() {
    return new LinePipeline(
        new LinePipeline.Settings(
            Duration.ofSeconds(getTimeout()),
            connectionLimit,
            connPerIP,
            getExecutorGroup(),
            Optional::empty),
        this::createCoreHandler);
  }

  @Override
  protected ChannelInboundHandlerAdapter createCoreHandler() {
    SMTPProtocol protocol =
        new SMTPProtocol(getProtocolHandlerChain(), configuration) {
          @Override
          public ProtocolSession newSession(ProtocolTransport transport) {
            return new ExtendedSMTPSession(configuration, transport);
          }
        };
    return new SmtpHandlerCore(protocol, getEncryption(), metrics);
  }

  private final class Configuration extends LMTPConfiguration {
    Configuration() {
      super("Pillarbox");
    }

    @Override
    public String getHelloName() {
      return BoundedLmtpServer.this.getHelloName();
    }

    @Override
    public String getGreeting() {
      return getHelloName() + " LMTP Pillarbox";
    }

    @Override
    public long getMaxMessageSize() {
      return BoundedLmtpServer.this.getMaximalMessageSize();
    }

    @Override
    public boolean useAddressBracketsEnforcement() {
      return true;
    }

    @Override
    public boolean isPlainAuthEnabled() {
      return false;
    }

    @Override
    public Optional<OidcSASLConfiguration> saslConfiguration() {
      return Optional.empty();
    }
  }
}
