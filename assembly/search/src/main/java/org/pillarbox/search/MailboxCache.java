package org.pillarbox.search;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;

/** Mailboxes looked up once per batch. */
final class MailboxCache {
  private final Mailboxes mailboxes;
  private final Map<MailboxId, Optional<Mailbox>> known = new ConcurrentHashMap<>();

  MailboxCache(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /** The mailbox, or empty if it is gone. Blocks. */
  Optional<Mailbox> find(MailboxId id) {
    return known.computeIfAbsent(id, mailboxes::find);
  }
}
