package org.pillarbox.storage.mailbox;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.table.CassandraMessageUidTable;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.UidProvider;
import reactor.core.publisher.Mono;

/** Uids in blocks, in the table that James keeps them in. */
public class BlockUidProvider implements UidProvider {
  private static final int BLOCK = 100;
  private static final long BELOW_FIRST = MessageUid.MIN_VALUE.asLong() - 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final NumberBlocks blocks;

  /**
   * Prepares the statements.
   *
   * @param session with the tables
   */
  @Inject
  public BlockUidProvider(CqlSession session) {
    this.blocks =
        new NumberBlocks(
            new CassandraCounter(
                session,
                CassandraMessageUidTable.TABLE_NAME,
                CassandraMessageUidTable.MAILBOX_ID,
                CassandraMessageUidTable.NEXT_UID,
                BELOW_FIRST),
            BLOCK);
  }

  @Override
  public MessageUid nextUid(Mailbox mailbox) {
    return nextUid(mailbox.getMailboxId());
  }

  @Override
  public MessageUid nextUid(MailboxId mailboxId) {
    return nextUidReactive(mailboxId).blockOptional(TIMEOUT).orElseThrow();
  }

  @Override
  public Mono<MessageUid> nextUidReactive(MailboxId mailboxId) {
    return blocks.take(uuid(mailboxId), 1).map(MessageUid::of);
  }

  @Override
  public Mono<List<MessageUid>> nextUids(MailboxId mailboxId, int count) {
    return blocks
        .take(uuid(mailboxId), count)
        .map(first -> LongStream.range(first, first + count).mapToObj(MessageUid::of).toList());
  }

  @Override
  public Optional<MessageUid> lastUid(Mailbox mailbox) {
    return lastUidReactive(mailbox).blockOptional(TIMEOUT).orElseThrow();
  }

  @Override
  public Mono<Optional<MessageUid>> lastUidReactive(Mailbox mailbox) {
    return blocks
        .last(uuid(mailbox.getMailboxId()))
        .map(last -> last > BELOW_FIRST ? Optional.of(MessageUid.of(last)) : Optional.empty());
  }

  private static UUID uuid(MailboxId mailboxId) {
    return ((CassandraId) mailboxId).asUuid();
  }
}
