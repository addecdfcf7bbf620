package org.pillarbox.protection.testing;

import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MultimailboxesSearchQuery;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.modules.MailboxProbeImpl;
import org.apache.james.modules.QuotaProbesImpl;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.server.MailetContainerModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.james.utils.DataProbeImpl;
import org.apache.james.utils.GuiceProbe;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.ProtectionModule;
import org.pillarbox.protection.ProtectionOverrides;
import org.pillarbox.protection.admission.Admission;
import org.pillarbox.protection.admission.OpenAdmission;
import org.pillarbox.protection.login.GuessingBounds;
import org.pillarbox.protection.login.LoginBounds;
import org.pillarbox.protection.relay.RelayNetwork;
import org.pillarbox.protection.sendas.MemorySendAsGrants;
import org.pillarbox.protection.sendas.SendAsGrant;
import org.pillarbox.protection.sendas.SendAsGrants;
import org.pillarbox.protection.smtp.SpoolSpace;

/**
 * James on memory with this room's modules and the configuration files that ship, on free ports.
 * Started once for all tests of the run.
 */
public final class Appliance {
  /** The largest message it takes, in KiB: small, so that a test can be over it. */
  public static final int MESSAGE_KIB = 300;

  public static final String PASSWORD = "correct horse battery";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)\\}");
  private static final List<String> SERVERS =
      List.of(
          "smtp",
          "submission",
          "submissions",
          "imap",
          "imaps",
          "pop3",
          "pop3s",
          "lmtp",
          "managesieve");

  private final Map<String, String> settings = new HashMap<>();
  private final AtomicBoolean diskFull = new AtomicBoolean();
  private final GuiceJamesServer server;

  private static final class Holder {
    static final Appliance RUNNING = new Appliance();
  }

  private Appliance() {
    try {
      Path root = Files.createTempDirectory("protection");
      Files.createDirectories(root.resolve("conf"));
      Certificate certificate = Certificate.make(root);
      settings(certificate);
      render(root.resolve("conf"));
      server = server(root);
      server.start();
      populate();
    } catch (Exception e) {
      throw new IllegalStateException("James did not start", e);
    }
  }

  /** The one that runs. */
  public static Appliance running() {
    return Holder.RUNNING;
  }

  /** The port of a server, by the name that its placeholder has. */
  public int port(String name) {
    return Integer.parseInt(settings.get(name + ".port"));
  }

  /** Says whether the disk is to look full from now on. */
  public void diskFull(boolean full) {
    diskFull.set(full);
  }

  /** Messages in a user's inbox. */
  public long inbox(String user) {
    try {
      return server
          .getProbe(MailboxProbeImpl.class)
          .searchMessage(MultimailboxesSearchQuery.from(SearchQuery.matchAll()).build(), user, 1000)
          .size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Messages that would have left for other servers. */
  public long outgoing() {
    try {
      return server
          .getProbe(Services.class)
          .repositories()
          .select(MailRepositoryUrl.from("memory://var/mail/outgoing/"))
          .size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void settings(Certificate certificate) throws IOException {
    settings.put("bind.address", "127.0.0.1");
    settings.put("hostname", "mail.example.org");
    settings.put("domain.default", "example.org");
    settings.put("tls.private-key", "file://" + certificate.privateKey());
    settings.put("tls.certificates", "file://" + certificate.certificates());
    settings.put("limits.message-size-kib", Integer.toString(MESSAGE_KIB));
    settings.put("limits.connections", "2000");
    settings.put("limits.connections-per-address", "100");
    settings.put("limits.smtp-idle", "300");
    settings.put("limits.imap-idle", "1800");
    settings.put("limits.workers", "4");
    for (String name : SERVERS) {
      settings.put(name + ".enabled", "true");
      try (ServerSocket free = new ServerSocket(0)) {
        settings.put(name + ".port", Integer.toString(free.getLocalPort()));
      }
    }
  }

  private void render(Path target) throws IOException {
    Path shipped = Path.of("../../conf");
    for (String name :
        List.of(
            "smtpserver.xml",
            "imapserver.xml",
            "pop3server.xml",
            "lmtpserver.xml",
            "managesieveserver.xml",
            "dnsservice.xml",
            "usersrepository.xml",
            "domainlist.xml",
            "recipientrewritetable.xml")) {
      Matcher placeholder = PLACEHOLDER.matcher(Files.readString(shipped.resolve(name)));
      Files.writeString(
          target.resolve(name),
          placeholder.replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      Optional.ofNullable(settings.get(found.group(1)))
                          .orElseThrow(
                              () ->
                                  new IllegalStateException("no setting for " + found.group())))));
    }
    for (String name : List.of("mailetcontainer.xml", "mailrepositorystore.xml")) {
      Files.copy(
          Path.of("../../assembly/protection/src/test/resources", name), target.resolve(name));
    }
  }

  /** Wrong passwords are part of the tests; their waits would be most of them. */
  private static LoginBounds hasty() {
    LoginBounds usual = LoginBounds.defaults();
    GuessingBounds guessing = usual.guessing();
    return new LoginBounds(
        usual.checksAtOnce(),
        usual.rememberFor(),
        usual.remembered(),
        usual.patience(),
        usual.failures(),
        usual.passwordRounds(),
        new GuessingBounds(
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            guessing.networkFailures(),
            guessing.forgetAfter(),
            guessing.waiting(),
            guessing.remembered(),
            List.of()));
  }

  private GuiceJamesServer server(Path root) {
    ProtectionConfiguration configuration =
        ProtectionConfiguration.defaults(root)
            .withLogin(hasty())
            .withRelay(List.of(new RelayNetwork("127.0.0.1", List.of("printer@example.org"))));
    MemorySendAsGrants grants = new MemorySendAsGrants();
    grants.add(Username.of("bob@example.org"), SendAsGrant.parse("sales@example.org"));
    grants.add(Username.of("bob@example.org"), SendAsGrant.parse("@caught.example"));
    SpoolSpace disk = bytes -> !diskFull.get();
    Module least =
        binder -> {
          binder
              .bind(MailetContainerModule.DefaultProcessorsConfigurationSupplier.class)
              .toInstance(BaseHierarchicalConfiguration::new);
          binder.bind(SendAsGrants.class).toInstance(grants);
          binder.bind(Admission.class).to(OpenAdmission.class);
          Multibinder.newSetBinder(binder, GuiceProbe.class).addBinding().to(Services.class);
        };
    return GuiceJamesServer.forConfiguration(
            MemoryJamesConfiguration.builder().workingDirectory(root.toFile()).build())
        .combineWith(
            MemoryJamesServerMain.IN_MEMORY_SERVER_MODULE,
            MemoryJamesServerMain.PROTOCOLS,
            new MemoryUsersRepositoryModule(),
            new RawPostDequeueDecoratorModule(),
            least,
            Modules.override(new ProtectionModule(configuration))
                .with(binder -> binder.bind(SpoolSpace.class).toInstance(disk)))
        .overrideWith(
            new ProtectionOverrides(
                Key.get(MemoryUsersRepository.class), Key.get(MemoryRecipientRewriteTable.class)));
  }

  private void populate() throws Exception {
    DataProbeImpl data = server.getProbe(DataProbeImpl.class);
    // example.org is the default domain, and there already.
    data.fluent()
        .addDomain("caught.example")
        .addUser("bob@example.org", PASSWORD)
        .addUser("alice@example.org", PASSWORD)
        .addUser("full@example.org", PASSWORD)
        .addUser("catcher@example.org", PASSWORD)
        .addUser("own@caught.example", PASSWORD);
    RecipientRewriteTable rewrites = server.getProbe(Services.class).rewrites();
    rewrites.addAliasMapping(source("info"), "bob@example.org");
    rewrites.addAliasMapping(source("packed"), "full@example.org");
    rewrites.addGroupMapping(source("everybody"), "bob@example.org");
    rewrites.addGroupMapping(source("everybody"), "alice@example.org");
    rewrites.addForwardMapping(source("alice"), "alice@example.org");
    rewrites.addForwardMapping(source("alice"), "alice@elsewhere.example");
    rewrites.addErrorMapping(source("left"), "550 has left");
    rewrites.addAddressMapping(
        MappingSource.fromDomain(Domain.of("caught.example")), "catcher@example.org");
    MailboxProbeImpl mailboxes = server.getProbe(MailboxProbeImpl.class);
    for (String user : List.of("bob", "alice", "full")) {
      mailboxes.createMailbox(MailboxPath.inbox(Username.of(user + "@example.org")));
    }
    QuotaProbesImpl quotas = server.getProbe(QuotaProbesImpl.class);
    quotas.setMaxStorage(
        quotas.getQuotaRoot(MailboxPath.inbox(Username.of("full@example.org"))),
        QuotaSizeLimit.size(0));
  }

  private static MappingSource source(String user) {
    return MappingSource.fromUser(user, Domain.of("example.org"));
  }
}
