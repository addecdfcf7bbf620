package org.pillarbox.protection.pop3;

import javax.inject.Inject;
import javax.inject.Named;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.pop3server.mailbox.MailboxAdapterFactory;
import org.apache.james.protocols.pop3.mailbox.Mailbox;

/** Shows POP3 an INBOX by {@link LastingUids}. */
public final class LastingUidsFactory implements MailboxAdapterFactory {
  private final MailboxManager mailboxes;

  @Inject
  public LastingUidsFactory(@Named("mailboxmanager") MailboxManager mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public Mailbox create(MessageManager inbox, MailboxSession session) {
    return new LastingUids(mailboxes, inbox, session);
  }
}
