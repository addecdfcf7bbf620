package org.pillarbox.queue;

import com.google.inject.AbstractModule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.rules.ActionOutcomes;
import org.pillarbox.actions.rules.AttachmentTypes;
import org.pillarbox.actions.rules.SenderAttributes;
import org.pillarbox.actions.rules.Verdicts;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.CounterKey;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.port.RateCounters;

/** An appliance without rules: every mail passes. */
final class NoRules extends AbstractModule {
  @Override
  protected void configure() {
    bind(Verdicts.class).toInstance(NoRules::verdicts);
    bind(Quarantine.class)
        .toInstance(
            (mail, holding) -> {
              throw new AssertionError("there is no rule that could hold " + mail.getName());
            });
    bind(AccountSuspension.class).toInstance(suspension -> {});
    bind(ActionOutcomes.class).toInstance(outcome -> {});
    bind(AttachmentTypes.class).toInstance(AttachmentTypes.asDeclared());
    bind(SenderAttributes.class).toInstance(SenderAttributes.none());
    bind(NamedLists.class).toInstance(NamedLists.none());
    bind(RateCounters.class).toInstance(new NoCounters());
  }

  private static Map<MailAddress, Verdict> verdicts(Mail mail) {
    Map<MailAddress, Verdict> verdicts = new HashMap<>();
    mail.getRecipients()
        .forEach(
            recipient ->
                verdicts.put(
                    recipient,
                    new Verdict(
                        0,
                        new Address(recipient.getLocalPart(), recipient.getDomain().asString()),
                        new Decision.Pass(),
                        List.of(),
                        List.of())));
    return verdicts;
  }

  /** The store of counters is not asked in these tests. */
  private static final class NoCounters implements RateCounters {
    @Override
    public Fact<Long> count(CounterKey key, String subject, Instant at) {
      return Fact.unknown("not counted");
    }

    @Override
    public void advance(CounterKey key, String subject, long amount, Instant at) {
      throw new AssertionError("counters advance at acceptance only");
    }
  }
}
