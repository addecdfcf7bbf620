package org.pillarbox.protection.imap;

import javax.annotation.PreDestroy;
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
import org.pillarbox.protection.message.MessageBounds;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Makes {@link BoundedImapServer}s out of imapserver.xml. */
public final class BoundedImapServerFactory extends IMAPServerFactory {
  private static final int COMMANDS_AT_ONCE = 32;
  private static final int COMMANDS_WAITING = 100_000;
  private static final int IDLE_THREAD_SECONDS = 60;

  private final ImapBounds bounds;
  private final MessageBounds message;
  private final Scheduler commands =
      Schedulers.newBoundedElastic(
          COMMANDS_AT_ONCE, COMMANDS_WAITING, "imap", IDLE_THREAD_SECONDS, true);

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
    this.message = configuration.message();
  }

  @Override
  protected IMAPServer createServer() {
    return new BoundedImapServer(
        decoder.get(),
        encoder.get(),
        new FaithfulProcessor(new BoundedAppend(processor.get(), message), commands),
        imapMetrics,
        gaugeRegistry,
        bounds);
  }

  @PreDestroy
  @Override
  public void destroy() {
    super.destroy();
    commands.dispose();
  }
}
