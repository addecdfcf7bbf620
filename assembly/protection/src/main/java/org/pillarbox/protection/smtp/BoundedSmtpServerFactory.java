package org.pillarbox.protection.smtp;

import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Makes {@link BoundedSmtpServer}s out of smtpserver.xml. */
public final class BoundedSmtpServerFactory extends SMTPServerFactory {
  @Inject
  public BoundedSmtpServerFactory(
      DNSService dns,
      ProtocolHandlerLoader loader,
      FileSystem fileSystem,
      MetricFactory metricFactory) {
    super(dns, loader, fileSystem, metricFactory);
  }

  @Override
  protected SMTPServer createServer() {
    return new BoundedSmtpServer(smtpMetrics);
  }
}
