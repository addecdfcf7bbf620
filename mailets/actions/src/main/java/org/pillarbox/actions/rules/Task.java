package org.pillarbox.actions.rules;

import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.pillarbox.actions.DeliveryProgress;
import org.pillarbox.actions.MailTrail;

/**
 * A mail to which something is to be done, and for which rule.
 *
 * @param mail with those recipients only for whom it is to be done
 * @param context to send other mail
 * @param rule id of the rule
 * @param version of the rule set; 0 where no rule set was asked
 * @param places where mail goes that does not go on
 */
public record Task(Mail mail, MailetContext context, String rule, long version, Places places) {
  /** What stands for the rule where an action is used by itself. */
  public static final String NO_RULE = "mailetcontainer.xml";

  /** The same mail, for this rule. */
  Task of(String otherRule, long otherVersion) {
    return new Task(mail, context, otherRule, otherVersion, places);
  }

  /** The recipients. */
  public List<MailAddress> recipients() {
    return List.copyOf(mail.getRecipients());
  }

  /** The id of the mail in our 250, in Received, in the log and in the DSN. */
  public String mailId() {
    return MailTrail.id(mail);
  }

  /**
   * For whom this is still to be done. By recipient, as a second try may meet other rules, which
   * put the recipients together otherwise.
   */
  List<MailAddress> left(DeliveryProgress progress, String what) {
    return mail.getRecipients().stream()
        .filter(recipient -> !progress.isDone(mail, step(what, recipient)))
        .toList();
  }

  /** Notes that this is done for these recipients, and must not be done again. */
  void done(DeliveryProgress progress, String what, List<MailAddress> recipients) {
    recipients.forEach(recipient -> progress.done(mail, step(what, recipient)));
  }

  private String step(String what, MailAddress recipient) {
    return "rule " + rule + " " + what + " " + recipient.asString();
  }
}
