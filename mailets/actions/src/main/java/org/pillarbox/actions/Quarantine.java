package org.pillarbox.actions;

import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Where mail is held on purpose, for an admin or its recipient to look at and release. */
public interface Quarantine {
  /**
   * Holds a copy. When this returns, the copy is kept as safely as mail in a mailbox is; until then
   * it is not, and a failure means that nothing was kept for certain.
   *
   * @param copy what is held, message and envelope; the caller goes on owning it. Its recipients
   *     are all of the mail's, those held are in {@code holding}
   * @return the number under which it is found
   * @throws MessagingException when it can't be kept now: the mail is to stay where it is
   */
  String hold(Mail copy, Holding holding) throws MessagingException;

  /**
   * Why and for whom a copy is held.
   *
   * @param kind how it is shown and for how long it is kept
   * @param reason for people, on one line
   * @param rule id of the rule
   * @param version of the rule set; 0 where no rule set was asked
   * @param recipients whose copy it is; at least one
   */
  record Holding(
      Kind kind, String reason, String rule, long version, List<MailAddress> recipients) {
    public Holding {
      recipients = List.copyOf(recipients);
      if (recipients.isEmpty()) {
        throw new IllegalArgumentException("recipients: at least one is expected");
      }
    }
  }

  /** How a copy is shown and for how long it is kept. */
  enum Kind {
    /** In the digest; kept as the settings say. */
    HELD,
    /** Not in the digest; kept as the settings say. */
    HELD_QUIETLY,
    /** Refused after 250, when nobody was there to be told. */
    REFUSED,
    /** Dropped: not in the digest, kept for a short time. */
    DISCARDED,
    /** As it came, of a message that was delivered with parts taken out; not in the digest. */
    ORIGINAL
  }
}
