package org.pillarbox.storage.mailbox;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.blob.api.BlobStore;
import org.apache.james.mailbox.cassandra.CassandraMailboxSessionMapperFactory;
import org.apache.james.mailbox.cassandra.mail.ACLMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraApplicableFlagDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraDeletedMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraFirstUnseenDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxCounterDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxPathV3DAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxRecentsDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAOV3;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdToImapUidDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadLookupDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraUserMailboxRightsDAO;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.UidProvider;

/**
 * James' mappers, which change the flags of several messages at once.
 *
 * <p>Where messages are written under transactions James changes one message after the other, for
 * fear that transactions meet. They meet only in one row, and each message has its own: STORE over
 * three thousand messages took 48 s. The rows themselves are still written under transactions; that
 * is asked of the DAOs, which have the configuration as it is.
 */
final class ConcurrentMappers extends CassandraMailboxSessionMapperFactory {
  /** Of this the mappers only take how they read and how much they do at once. */
  private static final CassandraConfiguration MAPPERS =
      CassandraConfiguration.builder()
          .mailboxReadStrongConsistency(false)
          .messageReadStrongConsistency(false)
          .messageWriteStrongConsistency(false)
          .build();

  @Inject
  ConcurrentMappers(
      UidProvider uids,
      ModSeqProvider modSeqs,
      CqlSession session,
      CassandraThreadDAO threads,
      CassandraThreadLookupDAO threadLookup,
      CassandraMessageDAO messages,
      CassandraMessageDAOV3 messagesV3,
      CassandraMessageIdDAO messageIds,
      CassandraMessageIdToImapUidDAO imapUids,
      CassandraMailboxCounterDAO counters,
      CassandraMailboxRecentsDAO recents,
      CassandraMailboxDAO mailboxes,
      CassandraMailboxPathV3DAO paths,
      CassandraFirstUnseenDAO firstUnseen,
      CassandraApplicableFlagDAO applicableFlags,
      CassandraAttachmentDAOV2 attachments,
      CassandraDeletedMessageDAO deleted,
      BlobStore blobs,
      CassandraAttachmentMessageIdDAO attachmentMessageIds,
      ACLMapper acls,
      CassandraUserMailboxRightsDAO rights,
      RecomputeMailboxCountersService recompute,
      BatchSizes batches,
      Clock clock) {
    super(
        uids,
        modSeqs,
        session,
        threads,
        threadLookup,
        messages,
        messagesV3,
        messageIds,
        imapUids,
        counters,
        recents,
        mailboxes,
        paths,
        firstUnseen,
        applicableFlags,
        attachments,
        deleted,
        blobs,
        attachmentMessageIds,
        acls,
        rights,
        recompute,
        MAPPERS,
        batches,
        clock);
  }
}
