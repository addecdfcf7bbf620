package org.pillarbox.protection.smtp;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SmtpMetrics;
import org.pillarbox.protection.net.LinePipeline;
import org.pillarbox.protection.net.SmtpHandlerCore;

/**
 * James' SMTP server on our pipeline: strict lines, and answers that don't wait on an event loop.
 */
public final class BoundedSmtpServer extends SMTPServer {
  private final SmtpMetrics metrics;
  private final SMTPConfiguration configuration = this.new SMTPHandlerConfigurationDataImpl();

  public BoundedSmtpServer(SmtpMetrics metrics) {
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
            () -> Optional.ofNullable(getEncryption())),
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
}
