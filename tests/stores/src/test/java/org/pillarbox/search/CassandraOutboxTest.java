package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.collect.Lists;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.james.backends.cassandra.components.CassandraTable;
import org.apache.james.backends.cassandra.init.CassandraTypesProvider;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Cql;
import org.pillarbox.engines.testing.Tables;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraOutboxTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final CassandraId MAILBOX = CassandraId.of(UUID.randomUUID());

  private CqlSession session;
  private CassandraOutbox outbox;

  @BeforeAll
  void createTables(CassandraEngine.Endpoint cassandra) {
    String keyspace = "search_" + UUID.randomUUID().toString().replace("-", "");
    try (CqlSession first = Cql.session(cassandra)) {
      first.execute(
          "CREATE KEYSPACE "
              + keyspace
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    }
    session = Cql.builder(cassandra).withKeyspace(keyspace).build();
    CassandraTypesProvider types = new CassandraTypesProvider(session);
    for (CassandraTable table : OutboxTables.MODULE.moduleTables()) {
      table
          .initialize(session.getMetadata().getKeyspace(keyspace).orElseThrow(), session, types)
          .block(SOON);
    }
  }

  @BeforeEach
  void emptyTables() {
    OutboxTables.MODULE.moduleTables().forEach(table -> Tables.empty(session, table.getName()));
    outbox = outbox(Clock.systemUTC());
  }

  private CassandraOutbox outbox(Clock clock) {
    return new CassandraOutbox(session, new CassandraId.Factory(), clock);
  }

  @AfterAll
  void close() {
    session.close();
  }

  private List<PendingChange> record(CassandraOutbox where, Change... changes) {
    return where.record(List.of(changes)).block(SOON);
  }

  private static Change content(long uid) {
    return Change.content(MAILBOX, MessageUid.of(uid), 1234);
  }

  @Test
  void whatWasRecordedIsReadByTheNextProcess() {
    List<PendingChange> recorded =
        record(
            outbox,
            content(1),
            Change.flags(MAILBOX, MessageUid.of(1)),
            Change.expunged(MAILBOX, MessageUid.of(2)),
            Change.mailbox(MAILBOX));

    assertThat(outbox(Clock.systemUTC()).backlog())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(recorded);
  }

  @Test
  void theSameChangeTwiceIsOneRow() {
    record(outbox, content(1));
    record(outbox, content(1));

    assertThat(Lists.newArrayList(outbox.backlog())).hasSize(1);
  }

  @Test
  void whatIsSettledIsGone() {
    List<PendingChange> recorded = record(outbox, content(1), content(2));

    outbox.settle(recorded.subList(0, 1)).block(SOON);

    assertThat(outbox.backlog()).toIterable().containsExactly(recorded.get(1));
  }

  @Test
  void aChangeRecordedWhileTheSameOneIsWorkedOffSurvives() {
    List<PendingChange> first = record(outbox, content(1));
    List<PendingChange> second = record(outbox, content(1));

    outbox.settle(first).block(SOON);

    assertThat(outbox.backlog()).toIterable().containsExactlyElementsOf(second);
  }

  @Test
  void aLongListIsWrittenAndReadWhole() {
    List<Change> many =
        LongStream.rangeClosed(1, 12_000)
            .mapToObj(CassandraOutboxTest::content)
            .collect(Collectors.toList());

    outbox.record(many).block(SOON);

    assertThat(Lists.newArrayList(outbox.backlog())).hasSize(12_000);
    assertThat(slots()).as("no partition grows without bound").isEqualTo(3);
  }

  @Test
  void anEmptySlotIsStruckOnceNobodyCanWriteToIt() {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10).negated());
    List<PendingChange> recorded = record(outbox(past), content(1));
    assertThat(slots()).isEqualTo(1);
    outbox.settle(recorded).block(SOON);

    assertThat(outbox.backlog()).isExhausted();

    assertThat(slots()).isZero();
  }

  @Test
  void watermarksBelongToAnIndex() {
    CassandraWatermarks watermarks = new CassandraWatermarks(session);
    Watermarks.State state = new Watermarks.State(5, 7, 3);

    watermarks.save(MAILBOX, "one", state).block(SOON);

    assertThat(watermarks.find(MAILBOX, "one").block(SOON)).contains(state);
    assertThat(watermarks.find(MAILBOX, "two").block(SOON)).isEmpty();
    watermarks.remove(MAILBOX).block(SOON);
    assertThat(watermarks.find(MAILBOX, "one").block(SOON)).isEmpty();
  }

  private int slots() {
    return session.execute("SELECT slot FROM " + OutboxTables.SLOTS).all().size();
  }
}
