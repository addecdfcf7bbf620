package org.pillarbox.storage.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.cassandra.modules.CassandraModSeqModule;
import org.apache.james.mailbox.cassandra.modules.CassandraUidModule;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;
import reactor.core.publisher.Flux;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockProvidersTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Mailbox mailbox =
      new Mailbox(
          MailboxPath.inbox(Username.of("bob@pillarbox.test")),
          UidValidity.of(1),
          CassandraId.timeBased());
  private final Mailbox other =
      new Mailbox(
          MailboxPath.inbox(Username.of("eve@pillarbox.test")),
          UidValidity.of(2),
          CassandraId.timeBased());
  private Keyspace keyspace;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace =
        Keyspace.with(cassandra, "blocks", CassandraUidModule.MODULE, CassandraModSeqModule.MODULE);
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @Test
  void uidsBeginAtOneAndGoOnAboveAllEarlierOnesInANewProcess() {
    BlockUidProvider first = new BlockUidProvider(keyspace.session());
    assertThat(first.lastUid(mailbox)).isEmpty();
    assertThat(first.nextUid(mailbox)).isEqualTo(MessageUid.of(1));
    assertThat(first.nextUids(mailbox.getMailboxId(), 3).block(SOON))
        .containsExactly(MessageUid.of(2), MessageUid.of(3), MessageUid.of(4));
    assertThat(first.lastUid(mailbox)).contains(MessageUid.of(4));

    BlockUidProvider restarted = new BlockUidProvider(keyspace.session());

    MessageUid said = restarted.lastUid(mailbox).orElseThrow();
    assertThat(said).isGreaterThanOrEqualTo(MessageUid.of(4));
    assertThat(restarted.nextUid(mailbox)).isGreaterThan(said);
  }

  @Test
  void modSequencesBeginAboveZeroAndGoOnAboveAllEarlierOnesInANewProcess() {
    BlockModSeqProvider first = new BlockModSeqProvider(keyspace.session());
    assertThat(first.highestModSeq(mailbox)).isEqualTo(ModSeq.first());
    assertThat(first.nextModSeq(mailbox)).isEqualTo(ModSeq.first().next());
    assertThat(first.highestModSeq(mailbox)).isEqualTo(ModSeq.first().next());

    BlockModSeqProvider restarted = new BlockModSeqProvider(keyspace.session());

    ModSeq said = restarted.highestModSeq(mailbox);
    assertThat(restarted.nextModSeq(mailbox)).isGreaterThan(said);
  }

  @Test
  void twoProcessesThatMeetByMistakeStillNeverGiveOutTheSameUid() {
    BlockUidProvider one = new BlockUidProvider(keyspace.session());
    BlockUidProvider two = new BlockUidProvider(keyspace.session());

    List<MessageUid> taken =
        Flux.range(0, 600)
            .flatMap(i -> (i % 2 == 0 ? one : two).nextUidReactive(other.getMailboxId()), 32)
            .collectList()
            .block(SOON);

    assertThat(taken).hasSize(600).doesNotHaveDuplicates();
  }
}
