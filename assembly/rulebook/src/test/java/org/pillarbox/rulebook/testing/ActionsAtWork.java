package org.pillarbox.rulebook.testing;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.server.core.MailImpl;
import org.apache.james.user.api.UsersRepository;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.rules.ActionOutcomes;
import org.pillarbox.actions.rules.AttachmentTypes;
import org.pillarbox.actions.rules.CarryOut;
import org.pillarbox.actions.rules.SenderAttributes;
import org.pillarbox.actions.rules.Verdicts;
import org.pillarbox.actions.testing.InMemoryQuarantine;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.rulebook.gathering.InspectedTypes;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.port.RateCounters;

/** The shipped actions on what stands around them in memory: one verdict on one mail. */
public final class ActionsAtWork {
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final List<Mail> sent = new ArrayList<>();
  private final List<AccountSuspension.Suspension> suspended = new ArrayList<>();
  private final Map<String, String> attributes = new HashMap<>();

  /** What is held. */
  public List<InMemoryQuarantine.Item> held() {
    return quarantine.items();
  }

  /** What was sent beside the mail. */
  public List<Mail> sent() {
    return sent;
  }

  /** Who may send no more. */
  public List<AccountSuspension.Suspension> suspended() {
    return suspended;
  }

  /** What the directory says of every sender. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Does what the verdict says; the mail is changed, or a ghost when it does not go on. */
  public void carryOut(Verdict verdict, NamedLists lists, MailImpl mail) throws Exception {
    CarryOut carryOut =
        Guice.createInjector(new Surroundings(verdict, lists)).getInstance(CarryOut.class);
    carryOut.init(new Configuration(Map.of("processor", "delivery"), context()));
    carryOut.service(mail);
  }

  /** The message as it would go on. */
  public static String text(Mail mail) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.getMessage().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private MailetContext context() {
    return (MailetContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MailetContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "sendMail" -> sent.add(MailImpl.duplicate((Mail) arguments[0])) ? null : "";
                  case "getPostmaster" -> new MailAddress("postmaster@ours.test");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private record Configuration(Map<String, String> parameters, MailetContext context)
      implements MailetConfig {
    @Override
    public String getInitParameter(String name) {
      return parameters.get(name);
    }

    @Override
    public Iterator<String> getInitParameterNames() {
      return parameters.keySet().iterator();
    }

    @Override
    public MailetContext getMailetContext() {
      return context;
    }

    @Override
    public String getMailetName() {
      return "CarryOut";
    }
  }

  private final class Surroundings extends AbstractModule {
    private final Verdict verdict;
    private final NamedLists lists;

    Surroundings(Verdict verdict, NamedLists lists) {
      this.verdict = verdict;
      this.lists = lists;
    }

    @Override
    protected void configure() {
      bind(Verdicts.class)
          .toInstance(mail -> Map.of(new MailAddress(verdict.recipient().toString()), verdict));
      bind(NamedLists.class).toInstance(lists);
      bind(Clock.class).toInstance(Clock.systemUTC());
      bind(Quarantine.class).toInstance(quarantine);
      bind(AccountSuspension.class).toInstance(suspended::add);
      bind(ActionOutcomes.class).toInstance(outcome -> {});
      bind(SenderAttributes.class).toInstance(sender -> attributes);
      bind(InspectionBounds.class).toInstance(InspectionBounds.defaults());
      bind(AttachmentTypes.class).to(InspectedTypes.class);
      bind(RateCounters.class).toInstance(new Directory());
      bind(DeliveryProgress.class).toInstance(new Progress());
      bind(UsersRepository.class).toInstance(users());
      bind(MailProcessor.class)
          .toInstance(
              mail -> {
                throw new AssertionError("one recipient's mail is not split");
              });
    }

    private UsersRepository users() {
      return (UsersRepository)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {UsersRepository.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getUsername")) {
                  return Username.of(((MailAddress) arguments[0]).asString());
                }
                throw new UnsupportedOperationException(method.getName());
              });
    }
  }

  private static final class Progress implements DeliveryProgress {
    private final Set<String> done = new HashSet<>();

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
      throw new AssertionError(cause);
    }
  }
}
