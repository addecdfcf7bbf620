package org.pillarbox.actions;

import java.time.Duration;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;

/**
 * What happened to one recipient's copy in one attempt.
 *
 * @param mailId the id that the client was told with 250
 * @param sender the envelope sender, possibly none
 * @param recipient whose copy
 * @param relay who took or refused it: {@code local}, or host and address of the next server, or
 *     {@code none}
 * @param status what became of it
 * @param reply the other side's last words, or ours where there was no other side
 * @param delay since acceptance
 */
public record DeliveryOutcome(
    String mailId,
    MaybeSender sender,
    MailAddress recipient,
    String relay,
    Status status,
    String reply,
    Duration delay) {

  /** The ends, and the one that is not an end. */
  public enum Status {
    /** In the mailbox, or where the recipient's own rules put it. */
    DELIVERED,
    /** The next server has said 250. */
    RELAYED,
    /** Not now; it is tried again. */
    DEFERRED,
    /** Not at all; the sender gets a DSN, or an admin finds it if there is no sender. */
    FAILED
  }
}
