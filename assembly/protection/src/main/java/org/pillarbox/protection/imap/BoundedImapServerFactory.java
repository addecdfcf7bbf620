package org.pillarbox.protection.imap;

import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.pillarbox.protection.ProtectionConfiguration;

/** Makes {@link BoundedImapServer}s out of imapserver.xml. */
public final class BoundedImapServerFactory extends IMAPServerFactory {
  private final ImapBounds bounds;

  @Inject
  public BoundedImapServerFactory(
      FileSystem fileSystem,
      Provider<ImapDecoder> decoder,
      Provider<ImapEncoder> encoder,
      Provider<ImapProcessor> processor,
      MetricFactory metricFactory,
      GaugeRegistry gauges,
      ProtectionConfiguration configuration) {
    super(fileSystem, decoder, encoder, processor, metricFactory, gauges);
    this.bounds = configuration.imap();
  }

  @Override
  protected IMAPServer createServer() {
    return new BoundedImapServer(
        decoder.get(),
        encoder.get(),
        new FaithfulProcessor(processor.get()),
        imapMetrics,
        gaugeRegistry,
        bounds);
  }
}
