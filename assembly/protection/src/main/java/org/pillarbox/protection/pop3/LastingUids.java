package org.pillarbox.protection.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.pop3server.mailbox.MailboxAdapter;
import org.apache.james.protocols.pop3.mailbox.MessageMetaData;

/**
 * A mailbox whose unique-ids (RFC 1939, UIDL) are {@code UIDVALIDITY-UID}. James gives the bare
 * UID, which begins at 1 again in an INBOX that was made anew; a client that leaves mail on the
 * server would take the new messages for old ones and never fetch them.
 */
final class LastingUids extends MailboxAdapter {
  private static final char BETWEEN = '-';

  LastingUids(MailboxManager mailboxes, MessageManager inbox, MailboxSession session) {
    super(mailboxes, inbox, session);
  }

  @Override
  public List<MessageMetaData> getMessages() throws IOException {
    String validity = getIdentifier();
    return super.getMessages().stream()
        .map(
            message ->
                new MessageMetaData(validity + BETWEEN + message.getUid(), message.getSize()))
        .toList();
  }

  @Override
  public InputStream getMessage(String id) throws IOException {
    return super.getMessage(uid(id));
  }

  @Override
  public void remove(String... ids) throws IOException {
    super.remove(Stream.of(ids).map(LastingUids::uid).toArray(String[]::new));
  }

  private static String uid(String id) {
    return id.substring(id.indexOf(BETWEEN) + 1);
  }
}
