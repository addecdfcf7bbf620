package org.pillarbox.rulebook.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.actions.GivenRecipients;
import org.pillarbox.actions.rules.Verdicts;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rulebook.entrance.RuleMarks;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.quarantine.RepositoryQuarantine;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Effect;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.pillarbox.rules.port.Groups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules after acceptance: every mail in the pipeline is asked about, also what never was in a
 * dialogue (sent on by Sieve, forwards and groups, absence notes). Copies that were refused after
 * DATA on port 25 are refused here.
 *
 * <p>Mail released from quarantine passes. While nobody knows the rules the mail waits in the
 * spool, without using up its tries.
 */
public final class LiveVerdicts implements Verdicts {
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveVerdicts.class);

  /** Looking into more than this costs too much where no rule asks for it. */
  private static final long MOST_BYTES = 512 * 1024;

  private final LiveRules rules;
  private final MailFacts mailFacts;
  private final Gathering gathering;
  private final KeptFacts kept;
  private final boolean keepAll;

  @Inject
  public LiveVerdicts(
      LiveRules rules,
      MailFacts mailFacts,
      Gathering gathering,
      KeptFacts kept,
      RulebookConfiguration configuration) {
    this.keepAll = configuration.keepAll();
    this.rules = rules;
    this.mailFacts = mailFacts;
    this.gathering = gathering;
    this.kept = kept;
  }

  @Override
  public Map<MailAddress, Verdict> of(Mail mail) throws MessagingException {
    Map<MailAddress, Verdict> verdicts = new LinkedHashMap<>();
    if (RepositoryQuarantine.isReleased(mail)) {
      mail.getRecipients().forEach(recipient -> verdicts.put(recipient, pass(recipient)));
      return verdicts;
    }
    Map<String, String> given = GivenRecipients.of(mail);
    Map<String, RuleMarks.RefusedCopy> refused = RuleMarks.refused(mail);
    for (MailAddress recipient : mail.getRecipients()) {
      String asked = given.getOrDefault(recipient.asString(), recipient.asString());
      Optional.ofNullable(refused.get(asked))
          .ifPresent(copy -> verdicts.put(recipient, refusal(recipient, copy)));
    }
    List<MailAddress> open =
        mail.getRecipients().stream().filter(one -> !verdicts.containsKey(one)).toList();
    if (!open.isEmpty()) {
      ask(mail, open, given, verdicts);
    }
    return verdicts;
  }

  private static Verdict pass(MailAddress recipient) {
    return new Verdict(0, Gathering.address(recipient), new Decision.Pass(), List.of(), List.of());
  }

  private static Verdict refusal(MailAddress recipient, RuleMarks.RefusedCopy copy) {
    return new Verdict(
        copy.version(),
        Gathering.address(recipient),
        new Decision.Refused(copy.rule(), Refuse.because(copy.text())),
        List.of(),
        List.of());
  }

  private static MessagingException waiting(String what, Optional<Exception> cause) {
    // The spooler knows a timeout for something that is waited for, however long.
    TimeoutException timeout = new TimeoutException(what);
    cause.ifPresent(timeout::addSuppressed);
    return new MessagingException(what, timeout);
  }

  private void ask(
      Mail mail,
      List<MailAddress> open,
      Map<String, String> given,
      Map<MailAddress, Verdict> verdicts)
      throws MessagingException {
    if (rules.isOff()) {
      open.forEach(recipient -> verdicts.put(recipient, pass(recipient)));
      return;
    }
    Current current =
        rules.current().orElseThrow(() -> waiting("the rules are not known", Optional.empty()));
    if (current.isEmpty()) {
      open.forEach(recipient -> verdicts.put(recipient, pass(recipient)));
      keepUnasked(mail, current, open, given);
      return;
    }
    try {
      evaluate(mail, current, open, given, verdicts);
    } catch (Groups.Away e) {
      throw waiting("the directory does not answer", Optional.of(e));
    }
  }

  /** Where there is no rule, nothing that goes wrong here may keep a mail from its way. */
  private void keepUnasked(
      Mail mail, Current current, List<MailAddress> open, Map<String, String> given) {
    if (!keepAll) {
      return;
    }
    try {
      evaluate(mail, current, open, given, new LinkedHashMap<>());
    } catch (MessagingException | RuntimeException e) {
      LOGGER.warn("What rules would have known of {} is not kept", mail.getName(), e);
    }
  }

  private void evaluate(
      Mail mail,
      Current current,
      List<MailAddress> open,
      Map<String, String> given,
      Map<MailAddress, Verdict> verdicts)
      throws MessagingException {
    Needs needs = current.evaluator().needs();
    Facts envelope = mailFacts.envelope(mail, needs);
    Optional<Facts> whole = Optional.empty();
    // Only kept, never asked: it may say less than a rule that asks has to know.
    Optional<Facts> unasked = Optional.empty();
    for (MailAddress recipient : open) {
      Facts facts = seenFrom(envelope, recipient, given, needs);
      Verdict verdict = current.evaluator().evaluate(facts, current.lists());
      // Rules in audit decide nothing, but what they would have done is to be seen.
      if (!verdict.isFinal() || isWaitedFor(verdict)) {
        if (whole.isEmpty()) {
          whole = Optional.of(mailFacts.withContent(envelope, mail, needs));
        }
        facts = seenFrom(whole.get(), recipient, given, needs);
        verdict = current.evaluator().evaluate(facts, current.lists());
      }
      if (keepAll && whole.isEmpty() && unasked.isEmpty()) {
        unasked = Optional.of(toBeKept(envelope, mail, needs));
      }
      Optional<Content> content = (whole.isPresent() ? whole : unasked).map(Facts::content);
      kept.accepted(mail, content.map(facts::withContent).orElse(facts), verdict);
      verdicts.put(recipient, verdict);
    }
  }

  /**
   * What no rule asks for is nice to have when a draft is tried later: the mail does not wait for
   * it, and what can't be read is left out.
   */
  private Facts toBeKept(Facts envelope, Mail mail, Needs needs) {
    try {
      return mail.getMessageSize() > MOST_BYTES
          ? envelope.withContent(Content.unknown("too large to be looked into unasked"))
          : mailFacts.withContent(envelope, mail, needs);
    } catch (MessagingException | RuntimeException e) {
      LOGGER.warn("What {} holds is not kept", mail.getName(), e);
      return envelope.withContent(Content.unknown("it could not be read"));
    }
  }

  private static boolean isWaitedFor(Verdict verdict) {
    return verdict.rules().stream().anyMatch(rule -> rule.effect() == Effect.WAITING);
  }

  /** For the address as it was given; where it is delivered to is known by now. */
  private Facts seenFrom(Facts facts, MailAddress recipient, Map<String, String> given, Needs needs)
      throws AddressException {
    String asked = given.getOrDefault(recipient.asString(), recipient.asString());
    Facts seen = gathering.forRecipient(facts, new MailAddress(asked), needs);
    Party expanded = gathering.parties().of(Gathering.address(recipient), needs);
    return seen.deliveredTo(expanded);
  }
}
