package org.pillarbox.search;

import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MailboxId;

/**
 * Something that the index does not show yet. It says where to look, not what is there: whoever
 * works it off reads the message as it is by then, so the order of two changes does not matter, nor
 * that one comes twice.
 *
 * @param mailboxId the mailbox
 * @param uid the message; {@link MessageUid#MIN_VALUE} for a whole mailbox
 * @param kind what must be done
 * @param size octets of the message, 0 if not known; only to share memory out
 */
record Change(MailboxId mailboxId, MessageUid uid, Kind kind, long size) {

  /** What must be done, the later ones including the earlier ones. */
  enum Kind {
    /** Flags may have changed. */
    FLAGS,
    /** The message may be new. */
    CONTENT,
    /** The message is gone for good; UIDs are not used twice. */
    EXPUNGED,
    /** The mailbox is gone, or everything that the index has of it must go. */
    MAILBOX
  }

  static Change content(MailboxId mailboxId, MessageUid uid, long size) {
    return new Change(mailboxId, uid, Kind.CONTENT, size);
  }

  static Change flags(MailboxId mailboxId, MessageUid uid) {
    return new Change(mailboxId, uid, Kind.FLAGS, 0);
  }

  static Change expunged(MailboxId mailboxId, MessageUid uid) {
    return new Change(mailboxId, uid, Kind.EXPUNGED, 0);
  }

  static Change mailbox(MailboxId mailboxId) {
    return new Change(mailboxId, MessageUid.MIN_VALUE, Kind.MAILBOX, 0);
  }
}
