package org.pillarbox.storage;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.nio.file.Path;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.mailbox.extractor.TextExtractor;
import org.apache.james.mailbox.store.extractor.JsoupTextExtractor;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.mailbox.store.search.SimpleMessageSearchIndex;
import org.apache.james.modules.BlobExportMechanismModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.mailbox.FastRetryBackoffModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ImapGuiceProbe;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.modules.queue.memory.MemoryMailQueueModule;
import org.apache.james.modules.server.MailetContainerModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.utils.DataProbeImpl;
import org.apache.james.utils.GuiceProbe;

/**
 * A James with our store, James' scanning search and its queue in memory, SMTP and IMAP on free
 * ports.
 */
final class JamesOnCassandra implements AutoCloseable {
  private static final Module COMPOSITION =
      Modules.combine(
          new MailboxModule(),
          new MailetProcessingModule(),
          new RawPostDequeueDecoratorModule(),
          new TaskManagerModule(),
          new MemoryMailQueueModule(),
          new ProtocolHandlerModule(),
          new SMTPServerModule(),
          new IMAPServerModule(),
          new FakeSearchMailboxModule(),
          new ScanningSearchModule(),
          new BlobExportMechanismModule(),
          binder ->
              binder
                  .bind(MailetContainerModule.DefaultProcessorsConfigurationSupplier.class)
                  .toInstance(BaseHierarchicalConfiguration::new));

  private final GuiceJamesServer server;

  private JamesOnCassandra(GuiceJamesServer server) {
    this.server = server;
  }

  static JamesOnCassandra start(
      StorageConfiguration configuration, Path directory, Module... overrides) throws Exception {
    GuiceJamesServer server =
        GuiceJamesServer.forConfiguration(
                Configuration.builder()
                    .workingDirectory(directory.toFile())
                    .configurationPath(new Configuration.ConfigurationPath("classpath:james-conf/"))
                    .build())
            .combineWith(new StorageModule(configuration), COMPOSITION)
            .overrideWith(new FastRetryBackoffModule())
            .overrideWith(overrides);
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw e;
    }
    return new JamesOnCassandra(server);
  }

  int smtpPort() {
    return server.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue();
  }

  int imapPort() {
    return server.getProbe(ImapGuiceProbe.class).getImapPort();
  }

  DataProbeImpl data() {
    return server.getProbe(DataProbeImpl.class);
  }

  <T> T get(Class<T> type) {
    return server.getProbe(Bindings.class).get(type);
  }

  <T extends GuiceProbe> T probe(Class<T> type) {
    return server.getProbe(type);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class ScanningSearchModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(SimpleMessageSearchIndex.class).in(Scopes.SINGLETON);
      bind(MessageSearchIndex.class).to(SimpleMessageSearchIndex.class);
      Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(Bindings.class);
      bind(TextExtractor.class).to(JsoupTextExtractor.class);
    }
  }
}
