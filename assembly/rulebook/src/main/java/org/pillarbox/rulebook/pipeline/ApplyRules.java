package org.pillarbox.rulebook.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.rulebook.entrance.RuleMarks;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.quarantine.RepositoryQuarantine;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Discard;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.port.Groups;

/**
 * The rules after acceptance: every mail in the pipeline is asked about, also what never was in a
 * dialogue (sent on by Sieve, forwards and groups, absence notes). Copies that were refused after
 * DATA on port 25, and those that are refused only now, are held: here nobody is left to be told.
 *
 * <p>Mail released from quarantine passes. While nobody knows the rules the mail waits in the
 * spool, without using up its tries.
 *
 * <p>No parameters. Stands before aliases and groups are expanded:
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.rulebook.pipeline.ApplyRules">
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class ApplyRules extends GenericMailet {
  private final LiveRules rules;
  private final MailFacts mailFacts;
  private final Gathering gathering;
  private final Quarantine quarantine;
  private final DeliveryProgress progress;

  @Inject
  public ApplyRules(
      LiveRules rules,
      MailFacts mailFacts,
      Gathering gathering,
      Quarantine quarantine,
      DeliveryProgress progress) {
    this.rules = rules;
    this.mailFacts = mailFacts;
    this.gathering = gathering;
    this.quarantine = quarantine;
    this.progress = progress;
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    if (RepositoryQuarantine.isReleased(mail)) {
      return;
    }
    holdRefused(mail);
    if (!rules.isOff() && !mail.getRecipients().isEmpty()) {
      Current current =
          rules.current().orElseThrow(() -> waiting("the rules are not known", Optional.empty()));
      if (!current.isEmpty()) {
        ask(mail, current);
      }
    }
    if (mail.getRecipients().isEmpty()) {
      mail.setState(Mail.GHOST);
    }
  }

  private static MessagingException waiting(String what, Optional<Exception> cause) {
    // The spooler knows a timeout for something that is waited for, however long.
    TimeoutException timeout = new TimeoutException(what);
    cause.ifPresent(timeout::addSuppressed);
    return new MessagingException(what, timeout);
  }

  /** Copies that port 25 took for the sake of the others. */
  private void holdRefused(Mail mail) throws MessagingException {
    Map<String, RuleMarks.RefusedCopy> refused = RuleMarks.refused(mail);
    for (MailAddress recipient : List.copyOf(mail.getRecipients())) {
      RuleMarks.RefusedCopy copy = refused.get(recipient.asString());
      if (copy != null) {
        hold(
            mail,
            new Quarantine.Holding(
                Quarantine.Kind.REFUSED,
                copy.text(),
                copy.rule(),
                copy.version(),
                List.of(recipient)));
      }
    }
    RuleMarks.forgetRefused(mail);
  }

  private void hold(Mail mail, Quarantine.Holding holding) throws MessagingException {
    String step = "hold " + holding.rule() + " " + holding.recipients();
    if (!progress.isDone(mail, step)) {
      quarantine.hold(mail, holding);
      progress.done(mail, step);
    }
    mail.setRecipients(
        mail.getRecipients().stream().filter(one -> !holding.recipients().contains(one)).toList());
  }

  private void ask(Mail mail, Current current) throws MessagingException {
    Map<MailAddress, Verdict> verdicts;
    try {
      verdicts = verdicts(mail, current);
    } catch (Groups.Away e) {
      throw waiting("the directory does not answer", Optional.of(e));
    }
    List<MailAddress> later = new ArrayList<>();
    for (Map.Entry<MailAddress, Verdict> entry : verdicts.entrySet()) {
      if (entry.getValue().decision() instanceof Decision.Deferred deferred) {
        progress.failed(mail, entry.getKey(), waiting(deferred.reason(), Optional.empty()));
        later.add(entry.getKey());
      } else {
        apply(mail, entry.getKey(), entry.getValue());
      }
    }
    mail.setRecipients(mail.getRecipients().stream().filter(one -> !later.contains(one)).toList());
  }

  private Map<MailAddress, Verdict> verdicts(Mail mail, Current current) throws MessagingException {
    Needs needs = current.evaluator().needs();
    Facts envelope = mailFacts.envelope(mail, needs);
    Optional<Facts> whole = Optional.empty();
    Map<MailAddress, Verdict> verdicts = new LinkedHashMap<>();
    for (MailAddress recipient : List.copyOf(mail.getRecipients())) {
      Facts facts = expanded(gathering.forRecipient(envelope, recipient, needs));
      Verdict verdict = current.evaluator().evaluate(facts, current.lists());
      if (!verdict.isFinal()) {
        if (whole.isEmpty()) {
          whole = Optional.of(mailFacts.withContent(envelope, mail, needs));
        }
        facts = expanded(gathering.forRecipient(whole.get(), recipient, needs));
        verdict = current.evaluator().evaluate(facts, current.lists());
      }
      verdicts.put(recipient, verdict);
    }
    return verdicts;
  }

  /** Where it is delivered to is known by now at least to be the recipient itself. */
  private static Facts expanded(Facts facts) {
    return facts.deliveredTo(facts.envelope().recipient());
  }

  private void apply(Mail mail, MailAddress recipient, Verdict verdict) throws MessagingException {
    if (verdict.decision() instanceof Decision.Refused refused) {
      hold(
          mail,
          new Quarantine.Holding(
              Quarantine.Kind.REFUSED,
              refused.reply().text(),
              refused.rule(),
              verdict.version(),
              List.of(recipient)));
      return;
    }
    for (Due due : verdict.actions()) {
      if (due.action() instanceof org.pillarbox.rules.action.Quarantine held) {
        Quarantine.Kind kind = held.digest() ? Quarantine.Kind.HELD : Quarantine.Kind.HELD_QUIETLY;
        hold(
            mail,
            new Quarantine.Holding(
                kind, held.reason(), due.rule(), verdict.version(), List.of(recipient)));
        return;
      }
      if (due.action() instanceof Discard) {
        hold(
            mail,
            new Quarantine.Holding(
                Quarantine.Kind.DISCARDED,
                "Discarded by a rule",
                due.rule(),
                verdict.version(),
                List.of(recipient)));
        return;
      }
    }
  }

  @Override
  public String getMailetInfo() {
    return "The rule set, after acceptance";
  }
}
