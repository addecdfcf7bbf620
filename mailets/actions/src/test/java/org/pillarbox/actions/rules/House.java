package org.pillarbox.actions.rules;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.MappingsImpl;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.sieverepository.api.exception.ScriptNotFoundException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.vacation.api.AccountId;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.RecipientId;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.testing.InMemoryQuarantine;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.port.RateCounters;
import reactor.core.publisher.Mono;

/** All that the actions need, made by hand, and mailets built on it as James' loader does. */
public final class House {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  public static final String MESSAGE =
      """
      From: =?utf-8?Q?J=C3=BCrgen_=3Cb=3E?= <juergen@ours.example>
      To: anna@ours.example
      Subject: Hello
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      Grüße
      """;

  public final Sent sent = new Sent();
  final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  final List<AccountSuspension.Suspension> suspended = new ArrayList<>();
  final List<ActionOutcome> outcomes = new ArrayList<>();
  final Map<MailAddress, Throwable> failed = new LinkedHashMap<>();
  final Map<MailAddress, Verdict> verdicts = new HashMap<>();
  public final List<Mail> processed = new ArrayList<>();
  public final Set<String> done = new HashSet<>();
  final Map<String, String> directory = new HashMap<>();
  public final Map<Username, String> scripts = new HashMap<>();
  public final Map<String, String> aliases = new HashMap<>();
  public final Set<String> notified = new HashSet<>();
  public Optional<RuntimeException> trouble = Optional.empty();
  public Optional<MessagingException> fullFolder = Optional.empty();
  AttachmentTypes types = AttachmentTypes.asDeclared();
  NamedLists lists = NamedLists.none();
  Fact<Long> count = Fact.of(0L);

  private final DeliveryProgress progress =
      new DeliveryProgress() {
        @Override
        public boolean isDone(Mail mail, String step) {
          return done.contains(step);
        }

        @Override
        public void done(Mail mail, String step) {
          done.add(step);
        }

        @Override
        public void failed(Mail mail, MailAddress recipient, Throwable cause) {
          failed.put(recipient, cause);
        }
      };

  private final RateCounters counters =
      new RateCounters() {
        @Override
        public Fact<Long> count(CounterKey key, String subject, Instant at) {
          return count;
        }

        @Override
        public void advance(CounterKey key, String subject, long amount, Instant at) {
          throw new AssertionError("counters advance at acceptance only");
        }
      };

  private final MailProcessor processor =
      mail -> {
        if (fullFolder.isPresent()) {
          throw fullFolder.get();
        }
        MailImpl seen = MailImpl.duplicate(mail);
        seen.setState(mail.getState());
        processed.add(seen);
      };

  private final UsersRepository users =
      (UsersRepository)
          java.lang.reflect.Proxy.newProxyInstance(
              House.class.getClassLoader(),
              new Class<?>[] {UsersRepository.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("contains")) {
                  return true;
                }
                if (method.getName().equals("getUsername")) {
                  return Username.of(((MailAddress) arguments[0]).asString());
                }
                throw new UnsupportedOperationException(method.getName());
              });

  private <T> T fake(Class<T> type, Function<String, Answer> answers) {
    return type.cast(
        java.lang.reflect.Proxy.newProxyInstance(
            House.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (trouble.isPresent()) {
                throw trouble.get();
              }
              return answers.apply(method.getName()).to(arguments);
            }));
  }

  private interface Answer {
    Object to(Object[] arguments) throws Exception;
  }

  private SieveRepository scripts() {
    return fake(
        SieveRepository.class,
        method ->
            arguments -> {
              String script = scripts.get((Username) arguments[0]);
              if (script == null) {
                throw new ScriptNotFoundException();
              }
              return new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
            });
  }

  private NotificationRegistry notifications() {
    return fake(
        NotificationRegistry.class,
        method ->
            arguments -> {
              String key =
                  ((AccountId) arguments[0]).getIdentifier()
                      + " to "
                      + ((RecipientId) arguments[1]).getAsString();
              return method.equals("isRegistered")
                  ? Mono.just(notified.contains(key))
                  : Mono.fromRunnable(() -> notified.add(key));
            });
  }

  private DomainList domains() {
    return fake(
        DomainList.class,
        method -> arguments -> ((Domain) arguments[0]).asString().equals("ours.example"));
  }

  private RecipientRewriteTable rewrites() {
    return fake(
        RecipientRewriteTable.class,
        method ->
            arguments ->
                Optional.ofNullable(aliases.get(((MappingSource) arguments[0]).asString()))
                    .map(MappingsImpl::fromRawString)
                    .orElse(MappingsImpl.empty()));
  }

  /** A mailet as James makes it: by its constructor, then its parameters. */
  public <M extends Mailet> M mailet(Class<M> type, Map<String, String> parameters)
      throws Exception {
    M mailet = make(type);
    mailet.init(config(type.getSimpleName(), parameters));
    return mailet;
  }

  <T> T make(Class<T> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    Type[] wanted = constructor.getGenericParameterTypes();
    Object[] arguments = new Object[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      arguments[i] = thing(wanted[i]);
    }
    return type.cast(constructor.newInstance(arguments));
  }

  private Object thing(Type type) throws Exception {
    if (type instanceof ParameterizedType provider) {
      Object inside = thing(provider.getActualTypeArguments()[0]);
      return (Provider<Object>) () -> inside;
    }
    Map<Class<?>, Object> things = new HashMap<>();
    things.put(Quarantine.class, quarantine);
    things.put(DeliveryProgress.class, progress);
    things.put(AccountSuspension.class, (AccountSuspension) suspended::add);
    things.put(ActionOutcomes.class, (ActionOutcomes) outcomes::add);
    things.put(SenderAttributes.class, (SenderAttributes) sender -> directory);
    things.put(AttachmentTypes.class, types);
    things.put(NamedLists.class, lists);
    things.put(RateCounters.class, counters);
    things.put(Clock.class, CLOCK);
    things.put(MailProcessor.class, processor);
    things.put(UsersRepository.class, users);
    things.put(SieveRepository.class, scripts());
    things.put(NotificationRegistry.class, notifications());
    things.put(DomainList.class, domains());
    things.put(RecipientRewriteTable.class, rewrites());
    things.put(Verdicts.class, (Verdicts) mail -> verdicts);
    Object found = things.get((Class<?>) type);
    return found == null ? make((Class<?>) type) : found;
  }

  private MailetConfig config(String name, Map<String, String> parameters) {
    MailetContext context = sent.context();
    return new MailetConfig() {
      @Override
      public String getInitParameter(String parameter) {
        return parameters.get(parameter);
      }

      @Override
      public java.util.Iterator<String> getInitParameterNames() {
        return parameters.keySet().iterator();
      }

      @Override
      public MailetContext getMailetContext() {
        return context;
      }

      @Override
      public String getMailetName() {
        return name;
      }
    };
  }

  public static MailAddress address(String text) throws Exception {
    return new MailAddress(text);
  }

  public static MailImpl mail(String message, String... recipients) throws Exception {
    MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create("test");
    try (java.io.OutputStream out = source.getWritableOutputStream()) {
      out.write(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    List<MailAddress> to = new ArrayList<>();
    for (String recipient :
        recipients.length == 0 ? List.of("anna@ours.example") : Arrays.asList(recipients)) {
      to.add(address(recipient));
    }
    MailImpl mail =
        MailImpl.builder()
            .name("mail-1")
            .sender(address("juergen@ours.example"))
            .addRecipients(to)
            .state("rules")
            .build();
    mail.setRemoteAddr("192.0.2.77");
    mail.setMessageNoCopy(new MimeMessageWrapper(source));
    return mail;
  }

  static MailImpl loggedIn(MailImpl mail) {
    mail.setAttribute(
        new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("juergen@ours.example")));
    return mail;
  }
}
