package org.pillarbox.storage.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventDeadLetters.InsertionId;
import org.apache.james.events.EventSerializer;
import org.apache.james.events.Group;
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
import reactor.core.publisher.Flux;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraEventDeadLettersTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Group QUOTA = new Quota();
  private static final Group INDEX = new Index();
  private static final Event FIRST = new Happened(Event.EventId.random());
  private static final Event SECOND = new Happened(Event.EventId.random());

  private Keyspace keyspace;
  private CassandraEventDeadLetters letters;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "dead_letters", DeadLetterTable.MODULE);
    letters = new CassandraEventDeadLetters(keyspace.session(), new IdSerializer());
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @BeforeEach
  void empty() {
    Tables.empty(keyspace.session(), DeadLetterTable.NAME);
  }

  @Test
  void anEventThatIsStoredIsFoundUnderItsGroup() {
    InsertionId id = store(QUOTA, FIRST);

    assertThat(letters.failedEvent(QUOTA, id).block(SOON)).isEqualTo(FIRST);
    assertThat(letters.failedEvent(INDEX, id).blockOptional(SOON)).isEmpty();
    assertThat(ids(QUOTA)).containsExactly(id);
    assertThat(ids(INDEX)).isEmpty();
    assertThat(groups()).containsExactly(QUOTA);
    assertThat(letters.containEvents().block(SOON)).isTrue();
  }

  @Test
  void theSameEventMayFailTwice() {
    assertThat(List.of(store(QUOTA, FIRST), store(QUOTA, FIRST))).doesNotHaveDuplicates();
    assertThat(ids(QUOTA)).hasSize(2);
  }

  @Test
  void anUnknownIdIsNoEvent() {
    store(QUOTA, FIRST);

    assertThat(letters.failedEvent(QUOTA, InsertionId.random()).blockOptional(SOON)).isEmpty();
  }

  @Test
  void removingOneKeepsTheOthers() {
    InsertionId removed = store(QUOTA, FIRST);
    InsertionId kept = store(QUOTA, SECOND);

    letters.remove(QUOTA, removed).block(SOON);
    letters.remove(QUOTA, InsertionId.random()).block(SOON);
    letters.remove(INDEX, kept).block(SOON);

    assertThat(ids(QUOTA)).containsExactly(kept);
    assertThat(letters.containEvents().block(SOON)).isTrue();
  }

  @Test
  void removingTheLastLeavesNoGroupBehind() {
    InsertionId first = store(QUOTA, FIRST);
    InsertionId second = store(QUOTA, SECOND);

    letters.remove(QUOTA, first).block(SOON);
    letters.remove(QUOTA, second).block(SOON);

    assertThat(groups()).isEmpty();
    assertThat(letters.containEvents().block(SOON)).isFalse();
  }

  @Test
  void removingAGroupKeepsTheOtherGroups() {
    store(QUOTA, FIRST);
    store(QUOTA, SECOND);
    InsertionId kept = store(INDEX, FIRST);

    letters.remove(QUOTA).block(SOON);

    assertThat(ids(QUOTA)).isEmpty();
    assertThat(groups()).containsExactly(INDEX);
    assertThat(ids(INDEX)).containsExactly(kept);
  }

  @Test
  void nothingStoredIsNothingFound() {
    assertThat(groups()).isEmpty();
    assertThat(letters.containEvents().block(SOON)).isFalse();
    letters.remove(QUOTA).block(SOON);
  }

  @Test
  void manyThatFailAtOnceAreAllKept() {
    List<InsertionId> stored =
        Flux.fromStream(IntStream.range(0, 200).boxed())
            .flatMap(i -> letters.store(i % 2 == 0 ? QUOTA : INDEX, FIRST), 16)
            .collectList()
            .block(SOON);

    assertThat(stored).hasSize(200);
    assertThat(ids(QUOTA)).hasSize(100);
    assertThat(ids(INDEX)).hasSize(100);
  }

  @Test
  void whatIsMissingIsRefused() {
    assertRefused(() -> letters.store(null, FIRST));
    assertRefused(() -> letters.store(QUOTA, null));
    assertRefused(() -> letters.remove(null));
    assertRefused(() -> letters.remove(null, InsertionId.random()));
    assertRefused(() -> letters.remove(QUOTA, null));
    assertRefused(() -> letters.failedEvent(null, InsertionId.random()));
    assertRefused(() -> letters.failedEvent(QUOTA, null));
    assertRefused(() -> letters.failedIds(null));
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  private InsertionId store(Group group, Event event) {
    return letters.store(group, event).blockOptional(SOON).orElseThrow();
  }

  private List<InsertionId> ids(Group group) {
    return letters.failedIds(group).collectList().block(SOON);
  }

  private List<Group> groups() {
    return letters.groupsWithFailedEvents().collectList().block(SOON);
  }

  /** A group of listeners. */
  public static class Quota extends Group {}

  /** Another. */
  public static class Index extends Group {}

  private record Happened(EventId id) implements Event {
    @Override
    public EventId getEventId() {
      return id;
    }

    @Override
    public Username getUsername() {
      return Username.of("bob");
    }

    @Override
    public boolean isNoop() {
      return false;
    }
  }

  private static final class IdSerializer implements EventSerializer {
    @Override
    public String toJson(Event event) {
      return event.getEventId().getId().toString();
    }

    @Override
    public Event asEvent(String serialized) {
      return new Happened(Event.EventId.of(serialized));
    }
  }
}
