package org.pillarbox.actions;

import javax.mail.MessagingException;
import org.apache.james.core.Username;

/** Takes the right to send from an account until an admin gives it back. */
public interface AccountSuspension {
  /**
   * From when this returns the account sends nothing more, on any way out, and the admins are
   * alerted. Suspending twice is suspending once.
   *
   * @throws MessagingException when that can't be written down now: to be tried again
   */
  void suspend(Suspension suspension) throws MessagingException;

  /**
   * What is to be suspended, and why.
   *
   * @param account who had logged in
   * @param reason for the alert, on one line
   * @param rule id of the rule
   * @param version of the rule set; 0 where no rule set was asked
   * @param mailId the mail that made it so, as our 250 called it
   */
  record Suspension(Username account, String reason, String rule, long version, String mailId) {}
}
