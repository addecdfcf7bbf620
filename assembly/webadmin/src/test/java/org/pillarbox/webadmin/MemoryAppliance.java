package org.pillarbox.webadmin;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.core.Username;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.jmap.draft.JMAPListenerModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.protocols.lib.netty.CertificateReloadable;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.engines.EngineStatus;
import org.pillarbox.protection.login.GuessingBounds;
import org.pillarbox.protection.login.WrongPasswords;
import org.pillarbox.protection.sendas.SendAsGrant;
import org.pillarbox.protection.sendas.SendAsGrants;
import org.pillarbox.webadmin.door.DoorConfiguration;
import org.pillarbox.webadmin.door.DoorLimits;
import org.pillarbox.webadmin.door.HttpsDoor;
import org.pillarbox.webadmin.door.Readiness;
import org.pillarbox.webadmin.door.SelfSigned;
import org.pillarbox.webadmin.health.HealthConfiguration;
import org.pillarbox.webadmin.james.JamesBackends;

/** James in memory with the real door in front, as the composition wires it. */
final class MemoryAppliance {
  private final GuiceJamesServer server;
  private final Path secrets;

  /** Starts it in that directory. */
  static MemoryAppliance in(Path directory, List<EngineStatus> engines) throws Exception {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    for (String name :
        List.of(
            "domainlist",
            "usersrepository",
            "dnsservice",
            "recipientrewritetable",
            "listeners",
            "mailrepositorystore",
            "mailetcontainer")) {
      copy(name + ".xml", conf);
    }
    Path tls = Files.createDirectories(directory.resolve("tls"));
    DoorConfiguration door =
        new DoorConfiguration(
            "127.0.0.1",
            0,
            true,
            SelfSigned.named("mail.example.org", Duration.ofDays(90)).writeTo(tls),
            DoorLimits.defaults());
    Path secrets = directory.resolve("secrets");
    GuiceJamesServer server =
        GuiceJamesServer.forConfiguration(
                MemoryJamesConfiguration.builder()
                    .workingDirectory(directory.toString())
                    .usersRepository(UsersRepositoryModuleChooser.Implementation.DEFAULT)
                    .enableJMAP()
                    .build())
            .combineWith(
                MemoryJamesServerMain.IN_MEMORY_SERVER_MODULE,
                MemoryJamesServerMain.JMAP,
                MemoryJamesServerMain.WEBADMIN,
                new ProtocolHandlerModule(),
                new MemoryUsersRepositoryModule(),
                new JMAPListenerModule(),
                new FakeSearchMailboxModule(),
                new WebAdminModule(door, HealthConfiguration.of(directory), secrets),
                new Surroundings(engines))
            .overrideWith(new WebAdminOverrides());
    server.start();
    server.getProbe(Inside.class).readiness.set(true);
    return new MemoryAppliance(server, secrets);
  }

  private MemoryAppliance(GuiceJamesServer server, Path secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  private static void copy(String name, Path conf) throws IOException {
    try (var in = MemoryAppliance.class.getResourceAsStream("/james/conf/" + name)) {
      Files.copy(in, conf.resolve(name));
    }
  }

  int port() {
    return server.getProbe(Inside.class).door.port().getAsInt();
  }

  Inside inside() {
    return server.getProbe(Inside.class);
  }

  String token(TokenScope scope) {
    return Tokens.in(secrets).mint("test", scope, Duration.ofMinutes(10));
  }

  void stop() {
    server.stop();
  }

  /** What a test looks at behind the door. */
  static final class Inside implements GuiceProbe {
    final HttpsDoor door;
    final JamesBackends backends;
    final Readiness readiness;

    @Inject
    Inside(HttpsDoor door, JamesBackends backends, Readiness readiness) {
      this.door = door;
      this.backends = backends;
      this.readiness = readiness;
    }
  }

  private static final class Surroundings extends AbstractModule {
    private final List<EngineStatus> engines;

    Surroundings(List<EngineStatus> engines) {
      this.engines = new CopyOnWriteArrayList<>(engines);
    }

    @Override
    protected void configure() {
      bind(EngineWatch.class).toInstance(() -> engines);
      bind(SearchIndex.class).toInstance(() -> new SearchIndex.Rebuilt(7, 1));
      bind(SendAsGrants.class).to(MemoryGrants.class).in(Scopes.SINGLETON);
      bind(WrongPasswords.class).toInstance(new WrongPasswords(GuessingBounds.defaults()));
      // Protocol servers would add theirs.
      Multibinder.newSetBinder(binder(), CertificateReloadable.Factory.class);
      Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(Inside.class);
    }
  }

  private static final class MemoryGrants implements SendAsGrants {
    private final Map<Username, Set<SendAsGrant>> grants = new ConcurrentHashMap<>();

    @Override
    public Set<SendAsGrant> granted(Username user) {
      return Set.copyOf(grants.getOrDefault(user, Set.of()));
    }

    @Override
    public void add(Username user, SendAsGrant grant) {
      grants.computeIfAbsent(user, unknown -> new HashSet<>()).add(grant);
    }

    @Override
    public void remove(Username user, SendAsGrant grant) {
      Optional.ofNullable(grants.get(user)).ifPresent(of -> of.remove(grant));
    }

    @Override
    public void removeAll(Username user) {
      grants.remove(user);
    }
  }
}
