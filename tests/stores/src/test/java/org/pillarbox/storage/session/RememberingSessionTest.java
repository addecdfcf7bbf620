package org.pillarbox.storage.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.dse.driver.api.core.cql.reactive.ReactiveRow;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Cql;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(CassandraExtension.class)
class RememberingSessionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private CqlSession behind;
  private CqlSession session;
  private PreparedStatement read;
  private PreparedStatement write;

  @BeforeEach
  void connect(CassandraEngine.Endpoint endpoint) {
    behind = Cql.session(endpoint);
    behind.execute(
        "CREATE KEYSPACE IF NOT EXISTS memory WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    for (String table : List.of("domains", "other")) {
      behind.execute(
          "CREATE TABLE IF NOT EXISTS memory." + table + " (k text, n int, PRIMARY KEY (k, n))");
      behind.execute("DELETE FROM memory." + table + " WHERE k = 'k'");
    }
    session = new RememberingSession(behind);
    read = session.prepare("SELECT n FROM memory.domains WHERE k = ?");
    write = session.prepare("INSERT INTO memory.domains (k, n) VALUES (?, ?)");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<Integer> numbers() {
    return Flux.from(session.executeReactive(read.bind("k")))
        .map(row -> row.getInt(0))
        .collectList()
        .block(LONG);
  }

  private void run(Statement<?> statement) {
    Flux.from(session.executeReactive(statement)).blockLast(LONG);
  }

  private void insertBehindItsBack(int number) {
    behind.execute("INSERT INTO memory.domains (k, n) VALUES ('k', " + number + ")");
  }

  @Test
  void whatWasAnsweredOnceIsNotAskedAgain() {
    insertBehindItsBack(1);
    assertThat(numbers()).containsExactly(1);
    insertBehindItsBack(2);

    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void thatThereIsNothingIsRememberedToo() {
    assertThat(numbers()).isEmpty();
    insertBehindItsBack(1);

    assertThat(numbers()).isEmpty();
  }

  @Test
  void whoTakesOnlyTheFirstRowTeachesItAll() {
    insertBehindItsBack(1);
    insertBehindItsBack(2);
    ReactiveRow first = Mono.from(session.executeReactive(read.bind("k"))).block(LONG);
    assertThat(first.getInt("n")).isEqualTo(1);
    insertBehindItsBack(3);

    assertThat(numbers()).containsExactly(1, 2);
  }

  @Test
  void aWriteIsReadAtOnce() {
    assertThat(numbers()).isEmpty();
    run(write.bind("k", 1));
    assertThat(numbers()).containsExactly(1);
    session.execute(write.bind("k", 2));
    assertThat(numbers()).containsExactly(1, 2);
    session.executeAsync(write.bind("k", 3)).toCompletableFuture().join();
    assertThat(numbers()).containsExactly(1, 2, 3);
    run(BatchStatement.newInstance(BatchType.LOGGED, write.bind("k", 4)));
    assertThat(numbers()).containsExactly(1, 2, 3, 4);
    run(SimpleStatement.newInstance("INSERT INTO memory.domains (k, n) VALUES ('k', 5)"));
    assertThat(numbers()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aConditionalWriteOfWhichOnlyTheOutcomeIsReadIsReadAtOnce() {
    assertThat(numbers()).isEmpty();
    PreparedStatement conditional =
        session.prepare("INSERT INTO memory.domains (k, n) VALUES (?, ?) IF NOT EXISTS");

    Boolean applied =
        Mono.from(session.executeReactive(conditional.bind("k", 1)))
            .map(ReactiveRow::wasApplied)
            .block(LONG);

    assertThat(applied).isTrue();
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void aReadThatRanBesideAWriteIsNotRemembered() {
    // The write is made when the read's rows are there and before they are remembered.
    List<Integer> before =
        Flux.from(session.executeReactive(read.bind("k")))
            .map(row -> row.getInt(0))
            .collectList()
            .doOnSubscribe(subscription -> run(write.bind("k", 7)))
            .block(LONG);
    assertThat(before).isIn(List.of(), List.of(7));

    assertThat(numbers()).containsExactly(7);
  }

  @Test
  void writesToOtherTablesForgetNothing() {
    assertThat(numbers()).isEmpty();
    insertBehindItsBack(1);
    run(session.prepare("INSERT INTO memory.other (k, n) VALUES (?, ?)").bind("k", 1));

    assertThat(numbers()).isEmpty();
  }

  @Test
  void otherTablesAreReadEachTime() {
    PreparedStatement other = session.prepare("SELECT n FROM memory.other WHERE k = ?");
    assertThat(Flux.from(session.executeReactive(other.bind("k"))).count().block(LONG)).isZero();
    behind.execute("INSERT INTO memory.other (k, n) VALUES ('k', 1)");

    assertThat(Flux.from(session.executeReactive(other.bind("k"))).count().block(LONG)).isOne();
  }

  @Test
  void longAnswersComeWholeAndAreNotKept() {
    for (int i = 0; i <= RowMemory.MOST_ROWS; i++) {
      insertBehindItsBack(i);
    }
    assertThat(numbers()).hasSize(RowMemory.MOST_ROWS + 1);
    insertBehindItsBack(1_000);

    assertThat(numbers()).hasSize(RowMemory.MOST_ROWS + 2);
  }
}
