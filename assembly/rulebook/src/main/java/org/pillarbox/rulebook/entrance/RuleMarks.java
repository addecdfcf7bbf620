package org.pillarbox.rulebook.entrance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.conditions.MailFacts;
import org.pillarbox.protection.admission.Arrival;
import org.pillarbox.protection.admission.Refusal;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;

/**
 * What a mail bears from the dialogue into the pipeline, where no session is left: how it came in,
 * and whose copies were refused after DATA. They are in the queue's file with the envelope, so they
 * outlive the process.
 */
public final class RuleMarks {
  private static final AttributeName AT = AttributeName.of("org.pillarbox.rules.at");
  private static final AttributeName REFUSED = AttributeName.of("org.pillarbox.rules.refused");

  private RuleMarks() {}

  /**
   * A copy that was refused after DATA and goes to quarantine.
   *
   * @param version of the rule set that said so
   * @param rule its id
   * @param text what the sender would have been told
   */
  public record RefusedCopy(long version, String rule, String text) {}

  static void arrived(Mail mail, Arrival arrival) {
    MailOrigin.set(mail, Gathering.origin(arrival.entrance()));
    MailFacts.tls(mail, arrival.tls());
    put(mail, AT, arrival.at().toString());
  }

  static void refused(
      Mail mail, Map<MailAddress, Refusal> refused, Map<MailAddress, Verdict> verdicts) {
    put(
        mail,
        REFUSED,
        refused.entrySet().stream()
            .map(
                entry ->
                    String.join(
                        "\t",
                        entry.getKey().asString(),
                        Long.toString(verdicts.get(entry.getKey()).version()),
                        rule(verdicts.get(entry.getKey())),
                        entry.getValue().text()))
            .collect(Collectors.joining("\n")));
  }

  static String rule(Verdict verdict) {
    return verdict.decision() instanceof Decision.Refused refused ? refused.rule() : "";
  }

  private static void put(Mail mail, AttributeName name, String value) {
    mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
  }

  /** When the message began to arrive, if it came in a dialogue. */
  public static Optional<Instant> at(Mail mail) {
    return text(mail, AT).map(Instant::parse);
  }

  /** Copies that were refused after DATA, by their recipient's address. */
  public static Map<String, RefusedCopy> refused(Mail mail) {
    Map<String, RefusedCopy> copies = new LinkedHashMap<>();
    for (String line : text(mail, REFUSED).map(text -> text.lines().toList()).orElse(List.of())) {
      String[] parts = line.split("\t", 4);
      copies.put(parts[0], new RefusedCopy(Long.parseLong(parts[1]), parts[2], parts[3]));
    }
    return copies;
  }

  private static Optional<String> text(Mail mail, AttributeName name) {
    return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
  }
}
