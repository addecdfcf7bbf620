package org.pillarbox.protection.smtp;

import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.lmtpserver.netty.LMTPServer;
import org.apache.james.lmtpserver.netty.LMTPServerFactory;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;

/** Makes {@link BoundedLmtpServer}s out of lmtpserver.xml. */
public final class BoundedLmtpServerFactory extends LMTPServerFactory {
  @Inject
  public BoundedLmtpServerFactory(
      ProtocolHandlerLoader loader, FileSystem fileSystem, MetricFactory metricFactory) {
    super(loader, fileSystem, metricFactory);
  }

  @Override
  protected LMTPServer createServer() {
    return new BoundedLmtpServer(lmtpMetrics);
  }
}
