package org.pillarbox.storage.mailbox;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.UUID;
import javax.inject.Inject;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.table.CassandraMessageModseqTable;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import reactor.core.publisher.Mono;

/** Mod-sequences (RFC 7162) in blocks, in the table that James keeps them in. */
public class BlockModSeqProvider implements ModSeqProvider {
  private static final int BLOCK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final NumberBlocks blocks;

  /**
   * Prepares the statements.
   *
   * @param session with the tables
   */
  @Inject
  public BlockModSeqProvider(CqlSession session) {
    this.blocks =
        new NumberBlocks(
            new CassandraCounter(
                session,
                CassandraMessageModseqTable.TABLE_NAME,
                CassandraMessageModseqTable.MAILBOX_ID,
                CassandraMessageModseqTable.NEXT_MODSEQ,
                ModSeq.first().asLong()),
            BLOCK);
  }

  @Override
  public ModSeq nextModSeq(Mailbox mailbox) {
    return nextModSeq(mailbox.getMailboxId());
  }

  @Override
  public ModSeq nextModSeq(MailboxId mailboxId) {
    return nextModSeqReactive(mailboxId).blockOptional(TIMEOUT).orElseThrow();
  }

  @Override
  public Mono<ModSeq> nextModSeqReactive(MailboxId mailboxId) {
    return blocks.take(uuid(mailboxId), 1).map(ModSeq::of);
  }

  @Override
  public ModSeq highestModSeq(Mailbox mailbox) {
    return highestModSeq(mailbox.getMailboxId());
  }

  @Override
  public ModSeq highestModSeq(MailboxId mailboxId) {
    return blocks.last(uuid(mailboxId)).map(ModSeq::of).blockOptional(TIMEOUT).orElseThrow();
  }

  @Override
  public Mono<ModSeq> highestModSeqReactive(Mailbox mailbox) {
    return blocks.last(uuid(mailbox.getMailboxId())).map(ModSeq::of);
  }

  private static UUID uuid(MailboxId mailboxId) {
    return ((CassandraId) mailboxId).asUuid();
  }
}
