package org.pillarbox.actions.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Due;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Disclaimer;

/**
 * What is to be done for a group of recipients.
 *
 * @param version of the rule set
 * @param decision whether it goes on
 * @param actions what is done, in order
 * @param apart the recipient, when what is done differs from recipient to recipient
 */
record Plan(long version, Decision decision, List<Due> actions, Optional<MailAddress> apart) {

  /**
   * The plans, each with those whose verdict it is.
   *
   * @throws MessagingException when somebody has no verdict: rules are never skipped
   */
  static Map<Plan, List<MailAddress>> groups(Mail mail, Map<MailAddress, Verdict> verdicts)
      throws MessagingException {
    Map<Plan, List<MailAddress>> groups = new LinkedHashMap<>();
    for (MailAddress recipient : mail.getRecipients()) {
      Verdict verdict = verdicts.get(recipient);
      if (verdict == null || !verdict.isFinal()) {
        throw new MessagingException(
            "The rules have not decided about " + recipient.asString() + " of " + mail.getName());
      }
      groups.computeIfAbsent(of(verdict, recipient), key -> new ArrayList<>()).add(recipient);
    }
    return groups;
  }

  private static Plan of(Verdict verdict, MailAddress recipient) {
    boolean apart = verdict.actions(Disclaimer.class).anyMatch(PutDisclaimer::namesRecipient);
    return new Plan(
        verdict.version(),
        verdict.decision(),
        verdict.actions(),
        Optional.of(recipient).filter(here -> apart));
  }
}
