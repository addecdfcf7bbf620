package org.pillarbox.rulebook.entrance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.conditions.MailFacts;
import org.pillarbox.protection.admission.Admission;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Decision;
import org.pillarbox.protection.admission.Refusal;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.suspension.SuspendedAccounts;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.facts.Authentication;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.port.Groups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in the dialogue. At RCPT the envelope decides what it can. Before 250 the recipients
 * that still wait for a later fact are asked about again, with the content; a message that nobody
 * waits for is not looked into at all.
 *
 * <p>DATA has one answer. If only some recipients are refused then: a submission is refused whole,
 * naming them, as its sender is there to hear it; port 25 takes the message for the others and the
 * refused copies go to quarantine without a DSN ({@link RuleMarks}), as nobody vouches for the
 * sender; LMTP answers each.
 */
public final class RuleAdmission implements Admission {
  private static final Logger LOGGER = LoggerFactory.getLogger(RuleAdmission.class);
  private static final String NO_SCANNER = "no scanner";
  private static final Refusal SUSPENDED =
      new Refusal("550", "5.7.1", "Sending from this account is suspended: ask your administrator");

  private final LiveRules rules;
  private final Gathering gathering;
  private final ContentReader contents;
  private final SuspendedAccounts suspended;
  private final KeptFacts kept;

  @Inject
  public RuleAdmission(
      LiveRules rules,
      Gathering gathering,
      ContentReader contents,
      SuspendedAccounts suspended,
      KeptFacts kept) {
    this.suspended = suspended;
    this.kept = kept;
    this.rules = rules;
    this.gathering = gathering;
    this.contents = contents;
  }

  @Override
  public Optional<Refusal> recipient(
      Arrival arrival, MailAddress recipient, List<MailAddress> accepted) {
    if (isSuspended(arrival)) {
      return Optional.of(SUSPENDED);
    }
    if (rules.isOff()) {
      return Optional.empty();
    }
    Optional<Current> current = rules.current();
    if (current.isEmpty()) {
      return Optional.of(Refusal.later());
    }
    if (current.get().isEmpty()) {
      return Optional.empty();
    }
    try {
      Needs needs = current.get().evaluator().needs();
      Facts facts = gathering.atRcpt(arrival, recipient, needs);
      Verdict verdict = current.get().evaluator().evaluate(facts, current.get().lists());
      Optional<Refusal> refusal = refusal(verdict);
      refusal.ifPresent(
          no ->
              LOGGER.info(
                  "refused recipient={} rule={} version={} explanation={}",
                  recipient.asString(),
                  RuleMarks.rule(verdict),
                  verdict.version(),
                  kept.refusedRecipient(facts, verdict)));
      return refusal;
    } catch (Groups.Away e) {
      LOGGER.warn("Rules can't be asked about {} now", recipient.asString(), e);
      return Optional.of(Refusal.later());
    }
  }

  private boolean isSuspended(Arrival arrival) {
    return arrival.login().filter(suspended::isSuspended).isPresent();
  }

  private static Optional<Refusal> refusal(Verdict verdict) {
    if (verdict.decision() instanceof org.pillarbox.rules.Decision.Refused refused) {
      return Optional.of(refusal(refused.reply()));
    }
    if (verdict.decision() instanceof org.pillarbox.rules.Decision.Deferred deferred) {
      return Optional.of(
          new Refusal(
              "451",
              "4.7.1",
              "Rule " + deferred.rule() + ": " + deferred.reason() + ", try later"));
    }
    return Optional.empty();
  }

  private static Refusal refusal(Refuse reply) {
    return new Refusal(Integer.toString(reply.code()), reply.enhanced(), reply.text());
  }

  @Override
  public Decision message(Arrival arrival, Mail mail) throws MessagingException {
    Decision decision = judge(arrival, mail);
    if (!(decision instanceof Decision.Refused)) {
      gathering.remember(arrival, mail.getRecipients());
    }
    return decision;
  }

  private Decision judge(Arrival arrival, Mail mail) throws MessagingException {
    RuleMarks.arrived(mail, arrival);
    if (isSuspended(arrival)) {
      return new Decision.Refused(SUSPENDED);
    }
    if (rules.isOff()) {
      return new Decision.Admitted();
    }
    Optional<Current> current = rules.current();
    if (current.isEmpty()) {
      return new Decision.Refused(Refusal.later());
    }
    if (current.get().isEmpty()) {
      return new Decision.Admitted();
    }
    try {
      return decide(current.get(), arrival, mail);
    } catch (Groups.Away e) {
      LOGGER.warn("Rules can't be asked about {} now", mail.getName(), e);
      return new Decision.Refused(Refusal.later());
    }
  }

  private Decision decide(Current current, Arrival arrival, Mail mail) throws MessagingException {
    Needs needs = current.evaluator().needs();
    List<MailAddress> recipients = List.copyOf(mail.getRecipients());
    Facts first = gathering.atRcpt(arrival, recipients.get(0), needs);
    Facts envelope =
        first.withEnvelope(first.envelope().withRecipients(Gathering.addresses(recipients)));
    Optional<Facts> whole = Optional.empty();
    Map<MailAddress, Verdict> verdicts = new LinkedHashMap<>();
    for (MailAddress recipient : recipients) {
      Facts facts = gathering.forRecipient(envelope, recipient, needs);
      Verdict verdict = current.evaluator().evaluate(facts, current.lists());
      if (!verdict.isFinal()) {
        if (whole.isEmpty()) {
          whole = Optional.of(withContent(envelope, mail, needs));
        }
        facts = gathering.forRecipient(whole.get(), recipient, needs);
        verdict = current.evaluator().evaluate(facts, current.lists());
      }
      if (refusal(verdict).isPresent()) {
        kept.refusedContent(mail, facts, verdict);
      }
      verdicts.put(recipient, verdict);
    }
    Decision decision = decision(arrival, mail, verdicts);
    if (!(decision instanceof Decision.Refused)) {
      MailFacts.counters(mail, envelope.counters());
      MailFacts.reverseName(mail, envelope.session().reverseName());
      gathering.count(envelope, needs, mail.getRecipients().size(), mail.getMessageSize());
    }
    return decision;
  }

  private Facts withContent(Facts envelope, Mail mail, Needs needs) throws MessagingException {
    return envelope
        .withContent(contents.read(mail.getMessage(), needs, gathering.parties()))
        .withAuthentication(Authentication.unknown("not verified by this version"))
        .withScan(Scan.unknown(NO_SCANNER));
  }

  private static Decision decision(Arrival arrival, Mail mail, Map<MailAddress, Verdict> verdicts) {
    Map<MailAddress, Refusal> refused = new LinkedHashMap<>();
    for (Map.Entry<MailAddress, Verdict> entry : verdicts.entrySet()) {
      Optional<Refusal> refusal = refusal(entry.getValue());
      if (refusal.isPresent() && refusal.get().code().startsWith("4")) {
        // The client brings it again for all; nobody gets it twice, as nobody has it yet.
        return new Decision.Refused(refusal.get());
      }
      refusal.ifPresent(no -> refused.put(entry.getKey(), no));
    }
    if (refused.isEmpty()) {
      return new Decision.Admitted();
    }
    if (refused.size() == verdicts.size()) {
      return new Decision.Refused(refused.values().iterator().next());
    }
    return switch (arrival.entrance()) {
      case SUBMISSION, JMAP -> new Decision.Refused(naming(refused, verdicts));
      case LMTP -> {
        mail.setRecipients(
            mail.getRecipients().stream().filter(one -> !refused.containsKey(one)).toList());
        yield new Decision.Divided(refused);
      }
      case MX -> {
        RuleMarks.refused(mail, refused, verdicts);
        yield new Decision.Admitted();
      }
    };
  }

  /** One answer that says whom it is about, and why. */
  private static Refusal naming(
      Map<MailAddress, Refusal> refused, Map<MailAddress, Verdict> verdicts) {
    Refusal first = refused.values().iterator().next();
    StringBuilder text = new StringBuilder("Not sent to anybody:");
    refused.forEach(
        (recipient, refusal) -> {
          text.append(" <").append(recipient.asString()).append("> ").append(refusal.text());
          if (verdicts.get(recipient).decision()
              instanceof org.pillarbox.rules.Decision.Refused decision) {
            text.append(" (rule ").append(decision.rule()).append(");");
          }
        });
    return new Refusal(first.code(), first.status(), text.toString());
  }
}
