package org.pillarbox.server;

import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import java.util.List;
import org.apache.james.GuiceJamesServer;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.queue.QueueConfiguration;
import org.pillarbox.queue.QueueModule;
import org.pillarbox.storage.StorageConfiguration;
import org.pillarbox.storage.StorageModule;
import org.pillarbox.storage.jmap.JmapAccessModule;

/** Which modules make the appliance: chosen here, once, before anything is injected. */
final class Composition {
  private Composition() {}

  /** The server, composed but not started. */
  static GuiceJamesServer compose(DataDirectory data, StorageConfiguration storage) {
    List<Module> modules =
        List.of(
            JamesModules.processing(),
            JamesModules.protocols(),
            JamesModules.jmap(),
            JamesModules.rest(),
            new StorageModule(storage),
            new JmapAccessModule(),
            new QueueModule(QueueConfiguration.defaults(data.queue())),
            Composition::ours);
    return GuiceJamesServer.forConfiguration(
            Configuration.builder().workingDirectory(data.run().toFile()).build())
        .combineWith(modules)
        .overrideWith(new QueueModule.SpoolerModule());
  }

  private static void ours(com.google.inject.Binder binder) {
    Multibinder.newSetBinder(binder, GuiceProbe.class).addBinding().to(Provisioning.class);
    binder
        .bind(org.apache.james.mailbox.store.search.MessageSearchIndex.class)
        .to(org.apache.james.mailbox.store.search.SimpleMessageSearchIndex.class);
    binder
        .bind(org.apache.james.mailbox.extractor.TextExtractor.class)
        .to(org.apache.james.mailbox.store.extractor.JsoupTextExtractor.class);
  }
}
