package org.pillarbox.queue;

import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.inject.Inject;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.jmap.api.filtering.FilteringManagement;
import org.apache.james.jmap.api.filtering.impl.EventSourcingFilteringManagement;
import org.apache.james.jmap.draft.utils.JsoupHtmlTextExtractor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.UserQuotaRootResolver;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.server.MailetContainerModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.server.core.MailImpl;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.util.html.HtmlTextExtractor;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.vacation.api.VacationService;
import org.apache.mailet.Mail;
import org.pillarbox.actions.DeliveryOutcome;
import org.pillarbox.actions.DeliveryOutcomes;

/** James in memory with our queue and the pipeline as shipped, for one domain: here.example. */
final class TestServer implements AutoCloseable {
  static final String DOMAIN = "here.example";

  private final GuiceJamesServer server;
  private final List<DeliveryOutcome> outcomes;
  final Access access;

  private TestServer(GuiceJamesServer server, List<DeliveryOutcome> outcomes) {
    this.server = server;
    this.outcomes = outcomes;
    this.access = server.getProbe(Access.class);
  }

  /** What the tests look at and put in. */
  static final class Access implements GuiceProbe {
    @Inject DomainList domains;
    @Inject UsersRepository users;
    @Inject RecipientRewriteTable rewrites;
    @Inject SieveRepository sieve;
    @Inject VacationService vacations;
    @Inject MailRepositoryStore repositories;
    @Inject MaxQuotaManager quotas;
    @Inject UserQuotaRootResolver quotaRoots;
    @Inject FileMailQueueFactory queues;

    @Inject
    @javax.inject.Named("mailboxmanager")
    MailboxManager mailboxes;
  }

  static TestServer start(
      Path directory, DNSService dns, Map<String, String> changes, Module... more)
      throws Exception {
    List<DeliveryOutcome> outcomes = new CopyOnWriteArrayList<>();
    GuiceJamesServer server = prepare(directory, dns, changes, outcomes).overrideWith(more);
    server.start();
    TestServer started = new TestServer(server, outcomes);
    if (!started.access.domains.containsDomain(Domain.of(DOMAIN))) {
      started.access.domains.addDomain(Domain.of(DOMAIN));
    }
    return started;
  }

  static GuiceJamesServer prepare(
      Path directory, DNSService dns, Map<String, String> changes, List<DeliveryOutcome> outcomes)
      throws IOException {
    // Else a failed start ends the whole test run.
    System.setProperty("james.exit.on.startup.error", "false");
    Path conf = directory.resolve("conf");
    Files.createDirectories(conf);
    Files.createDirectories(directory.resolve("var"));
    Files.writeString(conf.resolve("mailetcontainer.xml"), rendered(changes));
    Files.writeString(
        conf.resolve("mailrepositorystore.xml"),
        Files.readString(ShippedConfiguration.file("mailrepositorystore.xml"))
            .replace(
                "org.apache.james.mailrepository.cassandra.CassandraMailRepository",
                "org.apache.james.mailrepository.memory.MemoryMailRepository")
            .replace("cassandra", "memory"));
    Files.writeString(
        conf.resolve("domainlist.xml"),
        "<domainlist><autodetect>false</autodetect><autodetectIP>false</autodetectIP><defaultDomain>"
            + DOMAIN
            + "</defaultDomain></domainlist>");
    Files.writeString(
        conf.resolve("usersrepository.xml"),
        "<usersrepository><enableVirtualHosting>true</enableVirtualHosting></usersrepository>");
    Files.writeString(conf.resolve("recipientrewritetable.xml"), "<recipientrewritetable/>");
    Files.writeString(
        conf.resolve("dnsservice.xml"),
        "<dnsservice><autodiscover>false</autodiscover></dnsservice>");
    QueueConfiguration usual = QueueConfiguration.defaults(directory.resolve("queue"));
    QueueConfiguration settings =
        new QueueConfiguration(
            usual.directory(),
            4,
            5,
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            0,
            usual.alarmAge(),
            Duration.ofSeconds(2));
    return GuiceJamesServer.forConfiguration(
            MemoryJamesConfiguration.builder()
                .workingDirectory(directory.toFile())
                .usersRepository(UsersRepositoryModuleChooser.Implementation.DEFAULT)
                .build())
        .combineWith(
            MemoryJamesServerMain.IN_MEMORY_SERVER_MODULE,
            new MemoryUsersRepositoryModule(),
            new RawPostDequeueDecoratorModule(),
            new FakeSearchMailboxModule(),
            binder -> {
              binder
                  .bind(MailetContainerModule.DefaultProcessorsConfigurationSupplier.class)
                  .toInstance(BaseHierarchicalConfiguration::new);
              binder.bind(HtmlTextExtractor.class).to(JsoupHtmlTextExtractor.class);
              binder.bind(FilteringManagement.class).to(EventSourcingFilteringManagement.class);
              binder
                  .bind(EventSourcingFilteringManagement.ReadProjection.class)
                  .to(EventSourcingFilteringManagement.NoReadProjection.class);
            })
        .overrideWith(
            new QueueModule(settings),
            new QueueModule.SpoolerModule(),
            new NoRules(),
            binder -> {
              binder.bind(DNSService.class).toInstance(dns);
              binder.bind(DeliveryOutcomes.class).toInstance(outcomes::add);
              Multibinder.newSetBinder(binder, GuiceProbe.class).addBinding().to(Access.class);
            });
  }

  private static String rendered(Map<String, String> changes) throws IOException {
    Map<String, String> values = new LinkedHashMap<>(changes);
    values.putIfAbsent("${hostname}", "mail." + DOMAIN);
    values.putIfAbsent("${postmaster}", "postmaster@" + DOMAIN);
    values.putIfAbsent("${outbound.enabled}", "true");
    values.putIfAbsent("${outbound.port}", "25");
    values.putIfAbsent("${limits.received-headers}", "50");
    values.putIfAbsent("${queue.retry-after}", "5 min,10 min");
    values.putIfAbsent("${queue.delay-notice}", "4 hours");
    values.putIfAbsent("${queue.lifetime}", "5 days");
    values.putIfAbsent("${smarthost.host}", "");
    values.putIfAbsent("${smarthost.port}", "587");
    values.putIfAbsent("${smarthost.tls}", "starttls");
    values.putIfAbsent("${smarthost.user}", "");
    values.putIfAbsent("${smarthost.password}", "");
    values.put("cassandra://", "memory://");
    String text = Files.readString(ShippedConfiguration.file("mailetcontainer.xml"));
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  String user(String name) throws Exception {
    String address = name + "@" + DOMAIN;
    access.users.addUser(Username.of(address), "secret");
    return address;
  }

  /** Lets a user keep so many messages. */
  void room(String address, long messages) throws Exception {
    access.quotas.setMaxMessage(
        access.quotaRoots.forUser(Username.of(address)), QuotaCountLimit.count(messages));
  }

  /** As SMTP would after DATA. */
  void accept(String name, String from, List<String> recipients, String content) throws Exception {
    accept(name, from, recipients, content, mail -> {});
  }

  void accept(
      String name, String from, List<String> recipients, String content, Consumer<Mail> more)
      throws Exception {
    MailImpl.Builder builder = MailImpl.builder().name(name).mimeMessage(Mails.message(content));
    if (!from.isEmpty()) {
      builder.sender(from);
    }
    for (String recipient : recipients) {
      builder.addRecipient(recipient);
    }
    Mail mail = builder.build();
    // As a logged-in user: who may relay is the business of the doors.
    mail.setAttribute(
        new org.apache.mailet.Attribute(
            Mail.SMTP_AUTH_USER, org.apache.mailet.AttributeValue.of("someone")));
    more.accept(mail);
    access.queues.createQueue(MailQueueFactory.SPOOL).enQueue(mail);
  }

  List<String> inbox(String address) throws Exception {
    return folder(address, "INBOX");
  }

  List<String> folder(String address, String folder) throws Exception {
    MailboxSession session = access.mailboxes.createSystemSession(Username.of(address));
    List<String> messages = new ArrayList<>();
    try {
      MessageManager mailbox =
          access.mailboxes.getMailbox(MailboxPath.forUser(Username.of(address), folder), session);
      var results = mailbox.getMessages(MessageRange.all(), FetchGroup.FULL_CONTENT, session);
      while (results.hasNext()) {
        MessageResult result = results.next();
        messages.add(
            new String(
                result.getFullContent().getInputStream().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (MailboxNotFoundException none) {
      return List.of();
    }
    return messages;
  }

  List<Mail> repository(String path) throws Exception {
    MailRepository repository =
        access.repositories.select(MailRepositoryUrl.from("memory://" + path));
    List<Mail> mails = new ArrayList<>();
    var keys = repository.list();
    while (keys.hasNext()) {
      MailKey key = keys.next();
      mails.add(repository.retrieve(key));
    }
    return mails;
  }

  List<DeliveryOutcome> outcomes(DeliveryOutcome.Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
  }

  boolean isSpoolEmpty() {
    return access.queues.createQueue(MailQueueFactory.SPOOL).getSize() == 0;
  }

  @Override
  public void close() {
    server.stop();
  }
}
