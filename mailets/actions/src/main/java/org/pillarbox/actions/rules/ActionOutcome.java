package org.pillarbox.actions.rules;

import java.util.List;
import org.apache.james.core.MailAddress;

/**
 * What a rule has done to a mail, or would have.
 *
 * @param mailId the id that the client was told with 250
 * @param recipients whose copies
 * @param rule id of the rule
 * @param version of the rule set; 0 where no rule set was asked
 * @param action name of the action in the rule language
 * @param result what came of it
 * @param detail for people
 */
public record ActionOutcome(
    String mailId,
    List<MailAddress> recipients,
    String rule,
    long version,
    String action,
    Result result,
    String detail) {
  public ActionOutcome {
    recipients = List.copyOf(recipients);
  }

  /** The ends of an action. */
  public enum Result {
    /** Done. */
    DONE,
    /** Put off; the rules are asked again. */
    PUT_OFF,
    /** Nothing was to be done. */
    NOT_NEEDED,
    /** The message may not be touched; the rule's else was done. */
    LEFT_ALONE,
    /** It failed; the mail is kept, and it is tried again. */
    FAILED
  }
}
