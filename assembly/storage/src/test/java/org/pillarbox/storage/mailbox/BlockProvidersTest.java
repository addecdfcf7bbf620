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
import org.pillarbox.storage.StorageConfiguration;
import org.pillarbox.storage.schema.Schema;
import org.pillarbox.storage.session.CassandraConnection;
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
  private CassandraConnection connection;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    connection =
        new CassandraConnection(
            StorageConfiguration.singleNode(
                    cassandra.host() + ":" + cassandra.port(),
                    cassandra.user(),
                    cassandra.password())
                .withKeyspace("blocks"));
    new Schema(List.of(Schema.OWN_TABLES, CassandraUidModule.MODULE, CassandraModSeqModule.MODULE))
        .prepare(connection.session());
  }

  @AfterAll
  void close() {
    connection.close();
  }

  @Test
  void uidsBeginAtOneAndGoOnAboveAllEarlierOnesInANewProcess() {
    BlockUidProvider first = new BlockUidProvider(connection.session());
    assertThat(first.lastUid(mailbox)).isEmpty();
    assertThat(first.nextUid(mailbox)).isEqualTo(MessageUid.of(1));
    assertThat(first.nextUids(mailbox.getMailboxId(), 3).block(SOON))
        .containsExactly(MessageUid.of(2), MessageUid.of(3), MessageUid.of(4));
    assertThat(first.lastUid(mailbox)).contains(MessageUid.of(4));

    BlockUidProvider restarted = new BlockUidProvider(connection.session());

    MessageUid said = restarted.lastUid(mailbox).orElseThrow();
    assertThat(said).isGreaterThanOrEqualTo(MessageUid.of(4));
    assertThat(restarted.nextUid(mailbox)).isGreaterThan(said);
  }

  @Test
  void modSequencesBeginAboveZeroAndGoOnAboveAllEarlierOnesInANewProcess() {
    BlockModSeqProvider first = new BlockModSeqProvider(connection.session());
    assertThat(first.highestModSeq(mailbox)).isEqualTo(ModSeq.first());
    assertThat(first.nextModSeq(mailbox)).isEqualTo(ModSeq.first().next());
    assertThat(first.highestModSeq(mailbox)).isEqualTo(ModSeq.first().next());

    BlockModSeqProvider restarted = new BlockModSeqProvider(connection.session());

    ModSeq said = restarted.highestModSeq(mailbox);
    assertThat(restarted.nextModSeq(mailbox)).isGreaterThan(said);
  }

  @Test
  void twoProcessesThatMeetByMistakeStillNeverGiveOutTheSameUid() {
    BlockUidProvider one = new BlockUidProvider(connection.session());
    BlockUidProvider two = new BlockUidProvider(connection.session());

    List<MessageUid> taken =
        Flux.range(0, 600)
            .flatMap(i -> (i % 2 == 0 ? one : two).nextUidReactive(other.getMailboxId()), 32)
            .collectList()
            .block(SOON);

    assertThat(taken).hasSize(600).doesNotHaveDuplicates();
  }
}
