package org.pillarbox.server;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.net.URI;
import java.time.Duration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.quota.search.QuotaSearcher;
import org.apache.james.quota.search.scanning.ScanningQuotaSearcher;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTable;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.user.cassandra.CassandraUsersDAO;
import org.apache.james.user.lib.UsersRepositoryImpl;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.actions.DeliveryOutcomes;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.Engines;
import org.pillarbox.protection.ProtectionModule;
import org.pillarbox.protection.ProtectionOverrides;
import org.pillarbox.protection.SendAsModule;
import org.pillarbox.protection.jmap.JmapBoundsModule;
import org.pillarbox.queue.DeliveryGate;
import org.pillarbox.queue.QueueModule;
import org.pillarbox.rulebook.RulebookModule;
import org.pillarbox.search.SearchModule;
import org.pillarbox.search.SearchRebuild;
import org.pillarbox.search.StoreFailures;
import org.pillarbox.storage.StorageModule;
import org.pillarbox.storage.jmap.JmapAccessModule;
import org.pillarbox.storage.session.StatementFailures;
import org.pillarbox.tracking.TrackingModule;
import org.pillarbox.webadmin.EngineWatch;
import org.pillarbox.webadmin.SearchIndex;
import org.pillarbox.webadmin.WebAdminModule;
import org.pillarbox.webadmin.WebAdminOverrides;
import org.pillarbox.webadmin.rules.RuleRoutesModule;

/** Which modules make the appliance: chosen here, once, before anything is injected. */
final class Composition {
  private static final Duration LONGEST_REBUILD = Duration.ofDays(14);

  private final DataDirectory data;
  private final RoomSettings settings;

  Composition(DataDirectory data, RoomSettings settings) {
    this.data = data;
    this.settings = settings;
  }

  /** The server, composed but not started. */
  GuiceJamesServer compose(
      CassandraEngine.Endpoint cassandra,
      URI openSearch,
      Engines engines,
      Certificates.Pem certificate,
      DeliveryGate gate) {
    return GuiceJamesServer.forConfiguration(
            Configuration.builder().workingDirectory(data.run().toFile()).build())
        .combineWith(
            JamesModules.processing(),
            JamesModules.protocols(),
            JamesModules.jmap(),
            JamesModules.rest(),
            new StorageModule(settings.storage(cassandra)),
            new JmapAccessModule(),
            new SearchModule(settings.search(openSearch)),
            new QueueModule(settings.queue(), gate),
            new ProtectionModule(settings.protection()),
            new JmapBoundsModule(),
            new SendAsModule(),
            new RulebookModule(settings.rulebook()),
            new WebAdminModule(settings.door(certificate), settings.health(), settings.secrets()),
            new RuleRoutesModule(),
            new TrackingModule(),
            binder -> ours(binder, engines))
        .overrideWith(
            new QueueModule.SpoolerModule(),
            new ProtectionOverrides(
                Key.get(new TypeLiteral<UsersRepositoryImpl<CassandraUsersDAO>>() {}),
                Key.get(CassandraRecipientRewriteTable.class)),
            new RulebookModule.Overrides(),
            new WebAdminOverrides(),
            new ScriptLanguageModule(),
            new RolesModule(settings.postmaster()),
            binder -> binder.bind(DeliveryOutcomes.class).to(CountsAfterRetry.class));
  }

  private static SearchIndex.Rebuilt rebuilt(SearchRebuild search) {
    return search
        .run()
        .map(done -> new SearchIndex.Rebuilt(done.messages(), done.failed()))
        .blockOptional(LONGEST_REBUILD)
        .orElseThrow(() -> new IllegalStateException("The rebuild ended without a result"));
  }

  private static void ours(Binder binder, Engines engines) {
    binder.bind(QuotaSearcher.class).to(ScanningQuotaSearcher.class);
    binder.bind(EngineWatch.class).toInstance(engines::status);
    Provider<StatementFailures> statements = binder.getProvider(StatementFailures.class);
    binder.bind(StoreFailures.class).toInstance(() -> statements.get().count());
    Provider<SearchRebuild> search = binder.getProvider(SearchRebuild.class);
    binder.bind(SearchIndex.class).toInstance(() -> rebuilt(search.get()));
    Multibinder<GuiceProbe> probes = Multibinder.newSetBinder(binder, GuiceProbe.class);
    probes.addBinding().to(Provisioning.class);
    probes.addBinding().to(ReadinessProbe.class);
    probes.addBinding().to(DoubtfulSpool.class);
  }
}
