package org.pillarbox.actions;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/**
 * What has been done for a message of the spool, so that a second try does not do it again. Whoever
 * keeps the spool implements it; all copies that the pipeline makes of a message count as that
 * message.
 *
 * <p>It is kept when a try ends in a failure. When the process dies in the middle of a try it is
 * not: then a copy may be delivered twice, which the promise allows (and never is one lost).
 */
public interface DeliveryProgress {
  /** Whether an earlier try, or this one, has done this step. */
  boolean isDone(Mail mail, String step);

  /** Notes that this step is done and must not be done again. */
  void done(Mail mail, String step);

  /**
   * Notes that this recipient could not be served now, without keeping others waiting: the message
   * stays in the spool and comes again, for those that are not done.
   */
  void failed(Mail mail, MailAddress recipient, Throwable cause);
}
