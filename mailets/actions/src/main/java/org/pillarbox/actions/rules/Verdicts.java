package org.pillarbox.actions.rules;

import java.util.Map;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.pillarbox.rules.Verdict;

/** What the live rule set says of a mail that is accepted and expanded. */
public interface Verdicts {
  /**
   * A verdict for each recipient.
   *
   * @throws MessagingException when there is none now: the mail is to stay, as rules are never
   *     skipped
   */
  Map<MailAddress, Verdict> of(Mail mail) throws MessagingException;
}
