package org.pillarbox.rulebook.versions;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.eventsourcing.Command;
import org.apache.james.eventsourcing.CommandHandler;
import org.apache.james.eventsourcing.EventId;
import org.apache.james.eventsourcing.EventSourcingSystem;
import org.apache.james.eventsourcing.EventWithState;
import org.apache.james.eventsourcing.eventstore.EventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStoreTable;
import org.apache.james.eventsourcing.eventstore.cassandra.JsonEventSerializer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The versions of the rule set in Cassandra. A version is appended by a lightweight transaction, so
 * of two changes made for the same version one is refused; it names a text that is there already.
 *
 * <p>Every call ends within {@link #PATIENCE}; a store that does not answer is {@link
 * RuleStoreException}.
 */
public final class RuleVersions {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The most versions that one question answers. */
  public static final int MOST = 500;

  private final CqlSession session;
  private final JsonEventSerializer serializer;
  private final VersionContents contents;
  private final EventSourcingSystem events;
  private final Clock clock;
  private final PreparedStatement newest;
  private final PreparedStatement one;

  @Inject
  public RuleVersions(
      CqlSession session,
      EventStore store,
      JsonEventSerializer serializer,
      VersionContents contents,
      Clock clock) {
    this.session = session;
    this.serializer = serializer;
    this.contents = contents;
    this.clock = clock;
    this.events = EventSourcingSystem.fromJava(Set.of(new Handler(store)), Set.of(), store);
    this.newest =
        session.prepare(
            selectFrom(CassandraEventStoreTable.EVENTS_TABLE())
                .column(CassandraEventStoreTable.EVENT())
                .whereColumn(CassandraEventStoreTable.AGGREGATE_ID())
                .isEqualTo(bindMarker("aggregate"))
                .whereColumn(CassandraEventStoreTable.EVENT_ID())
                .isLessThan(bindMarker("before"))
                .orderBy(CassandraEventStoreTable.EVENT_ID(), ClusteringOrder.DESC)
                .limit(bindMarker("most"))
                .build());
    this.one =
        session.prepare(
            selectFrom(CassandraEventStoreTable.EVENTS_TABLE())
                .column(CassandraEventStoreTable.EVENT())
                .whereColumn(CassandraEventStoreTable.AGGREGATE_ID())
                .isEqualTo(bindMarker("aggregate"))
                .whereColumn(CassandraEventStoreTable.EVENT_ID())
                .isEqualTo(bindMarker("event"))
                .build());
  }

  /** What is new about a version that is to be made. */
  public record Change(
      int expected, String author, String comment, String diff, String text, boolean forced) {}

  /** The newest version, if there is any. */
  public Optional<VersionNote> head() {
    return history(Integer.MAX_VALUE, 1).stream().findFirst();
  }

  /** Versions below a number, newest first, at most {@link #MOST}. */
  public List<VersionNote> history(int below, int most) {
    return run(
        () -> {
          List<VersionNote> notes = new ArrayList<>();
          for (Row row :
              session.execute(
                  newest
                      .bind()
                      .setString("aggregate", RulesAggregate.KEY)
                      .setInt("before", below == Integer.MAX_VALUE ? below : below - 1)
                      .setInt("most", Math.max(1, Math.min(MOST, most))))) {
            note(row).ifPresent(notes::add);
          }
          return List.copyOf(notes);
        });
  }

  /** One version. */
  public Optional<VersionNote> find(int number) {
    if (number < 1) {
      return Optional.empty();
    }
    return run(
        () -> {
          Row row =
              session
                  .execute(
                      one.bind()
                          .setString("aggregate", RulesAggregate.KEY)
                          .setInt("event", number - 1))
                  .one();
          return row == null ? Optional.<VersionNote>empty() : note(row);
        });
  }

  /** The text of a version. */
  public String text(VersionNote note) {
    return contents.get(note.content());
  }

  /**
   * Makes the next version.
   *
   * @throws VersionConflictException when the newest version is not the expected one
   */
  public VersionNote append(Change change) throws VersionConflictException {
    String content = contents.put(change.text());
    Append command = new Append(change, content, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      Mono.from(events.dispatch(command)).block(PATIENCE);
    } catch (Conflict e) {
      throw new VersionConflictException(change.expected(), e.current);
    } catch (RuntimeException e) {
      throw new RuleStoreException("the version could not be written", e);
    }
    return command.made(change.expected() + 1);
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T run(Question<T> question) {
    try {
      return question.ask();
    } catch (DriverException | IOException e) {
      throw new RuleStoreException("the versions can't be read", e);
    }
  }

  private Optional<VersionNote> note(Row row) throws IOException {
    String json = row.getString(0);
    // A partition whose only row is its static column has no event.
    return json == null
        ? Optional.empty()
        : Optional.of(((RuleSetChanged) serializer.deserialize(json)).note());
  }

  /** Thrown inside the dispatcher, which tries only its own kind of failure again. */
  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int current;

    Conflict(int current) {
      super("version " + current);
      this.current = current;
    }
  }

  private record Append(Change change, String content, Instant at) implements Command {
    VersionNote made(int number) {
      return new VersionNote(
          number, change.author(), at, change.comment(), change.diff(), content, change.forced());
    }
  }

  private static final class Handler implements CommandHandler<Append> {
    private final EventStore store;

    Handler(EventStore store) {
      this.store = store;
    }

    @Override
    public Class<Append> handledClass() {
      return Append.class;
    }

    @Override
    public Publisher<List<EventWithState>> handle(Append command) {
      return Mono.from(store.getEventsOfAggregate(RulesAggregate.RULES))
          .map(
              history -> {
                int current =
                    history.getVersionAsJava().map(EventId::serialize).map(id -> id + 1).orElse(0);
                if (current != command.change().expected()) {
                  throw new Conflict(current);
                }
                VersionNote note = command.made(current + 1);
                return List.of(EventWithState.noState(new RuleSetChanged(note)));
              });
    }
  }
}
