package org.pillarbox.storage.mailbox;

import java.util.List;
import javax.mail.Flags;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager.MailboxMetaData.RecentMode;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.cassandra.CassandraMailboxManager;
import org.apache.james.mailbox.cassandra.CassandraMailboxSessionMapperFactory;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxRecentsDAO;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MessageStorer;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import reactor.core.publisher.Mono;

/**
 * The messages of one mailbox.
 *
 * <p>\Recent belongs to the session that is told of a message first (RFC 3501 section 2.3.2), so
 * what is kept of it is one list per mailbox, which the next session that selects it takes away.
 * James clears a flag on each message instead, one transaction after the other: SELECT of ten
 * thousand new messages took minutes. The flag on the message only says that it came as a new one;
 * who answers clients asks the session, not the message.
 */
final class MailboxMessages extends StoreMessageManager {
  private final CassandraMailboxRecentsDAO recents;

  MailboxMessages(
      CassandraMailboxSessionMapperFactory mappers,
      MessageSearchIndex index,
      EventBus events,
      MailboxPathLocker locker,
      Mailbox mailbox,
      QuotaComponents quotas,
      BatchSizes batches,
      StoreRightManager rights,
      PreDeletionHooks hooks,
      MessageStorer storer,
      CassandraMailboxRecentsDAO recents) {
    super(
        CassandraMailboxManager.MESSAGE_CAPABILITIES,
        mappers,
        index,
        events,
        locker,
        mailbox,
        quotas.getQuotaManager(),
        quotas.getQuotaRootResolver(),
        batches,
        rights,
        hooks,
        storer);
    this.recents = recents;
  }

  /** What James' system flags are, and keywords (RFC 3501: {@code \*} in PERMANENTFLAGS). */
  @Override
  public Flags getPermanentFlags(MailboxSession session) {
    Flags flags = super.getPermanentFlags(session);
    flags.add(Flags.Flag.USER);
    return flags;
  }

  @Override
  protected Mono<List<MessageUid>> recent(RecentMode mode, MailboxSession session)
      throws MailboxException {
    if (mode != RecentMode.RESET || !isWriteable(session)) {
      return super.recent(mode, session);
    }
    CassandraId id = (CassandraId) getMailboxEntity().getMailboxId();
    return recents
        .getRecentMessageUidsInMailbox(id)
        .collectList()
        .flatMap(uids -> takeAway(id, uids).thenReturn(uids));
  }

  private Mono<Void> takeAway(CassandraId id, List<MessageUid> uids) {
    return uids.isEmpty() ? Mono.empty() : recents.removeFromRecent(id, uids);
  }
}
