package org.pillarbox.rulebook.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStoreModule;
import org.apache.james.eventsourcing.eventstore.cassandra.EventStoreDao;
import org.apache.james.eventsourcing.eventstore.cassandra.JsonEventSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Tables;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleVersionsTest {
  private Keyspace keyspace;
  private RuleVersions versions;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace =
        Keyspace.with(
            cassandra, "rule_versions", CassandraEventStoreModule.MODULE(), VersionContents.TABLE);
    JsonEventSerializer serializer =
        JsonEventSerializer.forModules(Set.of(RuleSetChangedDto.MODULE)).withoutNestedType();
    versions =
        new RuleVersions(
            keyspace.session(),
            new CassandraEventStore(new EventStoreDao(keyspace.session(), serializer)),
            serializer,
            new VersionContents(keyspace.session()),
            Clock.systemUTC());
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @BeforeEach
  void empty() {
    Tables.empty(keyspace.session(), "eventStore");
  }

  @Test
  void atFirstThereIsNone() {
    assertThat(versions.head()).isEmpty();
    assertThat(versions.find(1)).isEmpty();
    assertThat(versions.history(Integer.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void aVersionTellsWhoAndWhyAndHoldsTheText() throws Exception {
    VersionNote made = versions.append(change(0, "first", "text of one"));

    assertThat(versions.head()).contains(made);
    assertThat(made.number()).isEqualTo(1);
    assertThat(made.author()).isEqualTo("ann@example.org");
    assertThat(made.comment()).isEqualTo("first");
    assertThat(versions.text(made)).isEqualTo("text of one");
  }

  @Test
  void everyVersionIsKept() throws Exception {
    VersionNote one = versions.append(change(0, "first", "a"));
    VersionNote two = versions.append(change(1, "second", "b"));
    VersionNote three = versions.append(change(2, "third", "a"));

    assertThat(versions.history(Integer.MAX_VALUE, 10)).containsExactly(three, two, one);
    assertThat(versions.history(3, 1)).containsExactly(two);
    assertThat(versions.find(2)).contains(two);
    assertThat(one.content()).isEqualTo(three.content());
  }

  @Test
  void aChangeForAnOlderVersionIsRefused() throws Exception {
    versions.append(change(0, "first", "a"));

    assertThatThrownBy(() -> versions.append(change(0, "again", "b")))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("version 1");
    assertThat(versions.history(Integer.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void ofChangesMadeAtOnceOneWins() throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      IntStream.range(0, 8)
          .forEach(
              i -> results.add(people.submit(() -> succeeds(change(0, "by " + i, "text " + i)))));
      int won = 0;
      for (Future<Boolean> result : results) {
        won += result.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
      assertThat(versions.history(Integer.MAX_VALUE, 10)).hasSize(1);
    } finally {
      people.shutdownNow();
    }
  }

  @Test
  void aLargeSetComesBackWhole() throws Exception {
    StringBuilder text = new StringBuilder();
    new java.util.Random(7).ints(3_000_000, ' ', '~').forEach(c -> text.append((char) c));

    VersionNote made = versions.append(change(0, "large", text.toString()));

    assertThat(versions.text(made)).isEqualTo(text.toString());
  }

  private boolean succeeds(RuleVersions.Change change) {
    try {
      versions.append(change);
      return true;
    } catch (VersionConflictException e) {
      return false;
    }
  }

  private static RuleVersions.Change change(int expected, String comment, String text) {
    return new RuleVersions.Change(expected, "ann@example.org", comment, "+ x", text, false);
  }
}
