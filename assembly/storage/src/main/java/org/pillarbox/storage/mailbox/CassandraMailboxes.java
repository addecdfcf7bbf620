package org.pillarbox.storage.mailbox;

import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.cassandra.CassandraMailboxManager;
import org.apache.james.mailbox.cassandra.CassandraMailboxSessionMapperFactory;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxRecentsDAO;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.MailboxManagerConfiguration;
import org.apache.james.mailbox.store.MessageFactory;
import org.apache.james.mailbox.store.MessageStorer;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;

/** James' mailboxes on Cassandra, with {@link MailboxMessages} in them. */
public class CassandraMailboxes extends CassandraMailboxManager {
  private final CassandraMailboxSessionMapperFactory mappers;
  private final CassandraMailboxRecentsDAO recents;

  @Inject
  CassandraMailboxes(
      CassandraMailboxSessionMapperFactory mappers,
      SessionProvider sessions,
      MailboxPathLocker locker,
      MessageParser parser,
      MessageId.Factory ids,
      EventBus events,
      StoreMailboxAnnotationManager annotations,
      StoreRightManager rights,
      QuotaComponents quotas,
      MessageSearchIndex index,
      MailboxManagerConfiguration configuration,
      PreDeletionHooks hooks,
      ThreadIdGuessingAlgorithm threads,
      Clock clock,
      CassandraMailboxRecentsDAO recents) {
    super(
        mappers,
        sessions,
        locker,
        parser,
        ids,
        events,
        annotations,
        rights,
        quotas,
        index,
        configuration,
        hooks,
        threads,
        clock);
    this.mappers = mappers;
    this.recents = recents;
  }

  @Override
  protected StoreMessageManager createMessageManager(Mailbox mailbox, MailboxSession session) {
    return new MailboxMessages(
        mappers,
        getMessageSearchIndex(),
        getEventBus(),
        getLocker(),
        mailbox,
        getQuotaComponents(),
        configuration.getBatchSizes(),
        getStoreRightManager(),
        getPreDeletionHooks(),
        new MessageStorer.WithAttachment(
            mappers,
            getMessageIdFactory(),
            new MessageFactory.StoreMessageFactory(),
            mappers,
            getMessageParser(),
            getThreadIdGuessingAlgorithm(),
            getClock()),
        recents);
  }
}
