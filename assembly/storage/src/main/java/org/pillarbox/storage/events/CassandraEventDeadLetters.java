package org.pillarbox.storage.events;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.deleteFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;
import static com.google.common.base.Preconditions.checkArgument;
import static org.pillarbox.storage.events.DeadLetterTable.EVENT;
import static org.pillarbox.storage.events.DeadLetterTable.GROUP;
import static org.pillarbox.storage.events.DeadLetterTable.ID;
import static org.pillarbox.storage.events.DeadLetterTable.NAME;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.utils.CassandraAsyncExecutor;
import org.apache.james.events.Event;
import org.apache.james.events.EventDeadLetters;
import org.apache.james.events.EventSerializer;
import org.apache.james.events.Group;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Dead letters that outlive the process. James 3.8.1 has none on Cassandra to be had; with the ones
 * in memory every event that a listener refused would be gone at the next stop, and with it a
 * quota, a JMAP change or a deletion.
 *
 * <p>One table. The groups with failures are its partitions, so a group shows no failures from the
 * moment its last event is removed.
 */
public class CassandraEventDeadLetters implements EventDeadLetters {
  private final CassandraAsyncExecutor executor;
  private final EventSerializer serializer;
  private final PreparedStatement insert;
  private final PreparedStatement deleteOne;
  private final PreparedStatement deleteGroup;
  private final PreparedStatement selectEvent;
  private final PreparedStatement selectIds;
  private final PreparedStatement selectGroups;
  private final PreparedStatement selectAny;

  /**
   * Prepares the statements.
   *
   * @param session with the table
   * @param serializer writes an event as JSON and reads it back
   */
  @Inject
  public CassandraEventDeadLetters(CqlSession session, EventSerializer serializer) {
    this.executor = new CassandraAsyncExecutor(session);
    this.serializer = serializer;
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value(GROUP, bindMarker(GROUP))
                .value(ID, bindMarker(ID))
                .value(EVENT, bindMarker(EVENT))
                .build());
    this.deleteOne =
        session.prepare(
            deleteFrom(NAME)
                .whereColumn(GROUP)
                .isEqualTo(bindMarker(GROUP))
                .whereColumn(ID)
                .isEqualTo(bindMarker(ID))
                .build());
    this.deleteGroup =
        session.prepare(deleteFrom(NAME).whereColumn(GROUP).isEqualTo(bindMarker(GROUP)).build());
    this.selectEvent =
        session.prepare(
            selectFrom(NAME)
                .column(EVENT)
                .whereColumn(GROUP)
                .isEqualTo(bindMarker(GROUP))
                .whereColumn(ID)
                .isEqualTo(bindMarker(ID))
                .build());
    this.selectIds =
        session.prepare(
            selectFrom(NAME).column(ID).whereColumn(GROUP).isEqualTo(bindMarker(GROUP)).build());
    this.selectGroups = session.prepare(selectFrom(NAME).distinct().column(GROUP).build());
    this.selectAny = session.prepare(selectFrom(NAME).column(ID).limit(1).build());
  }

  @Override
  public Mono<InsertionId> store(Group registeredGroup, Event failDeliveredEvent) {
    checkGroup(registeredGroup);
    checkArgument(failDeliveredEvent != null, FAIL_DELIVERED_EVENT_CANNOT_BE_NULL);
    InsertionId id = InsertionId.random();
    return Mono.fromCallable(() -> serializer.toJson(failDeliveredEvent))
        .flatMap(
            json ->
                executor.executeVoid(
                    of(insert, registeredGroup).setUuid(ID, id.getId()).setString(EVENT, json)))
        .thenReturn(id);
  }

  @Override
  public Mono<Void> remove(Group registeredGroup, InsertionId failDeliveredInsertionId) {
    checkGroup(registeredGroup);
    checkId(failDeliveredInsertionId);
    return executor.executeVoid(
        of(deleteOne, registeredGroup).setUuid(ID, failDeliveredInsertionId.getId()));
  }

  @Override
  public Mono<Void> remove(Group registeredGroup) {
    checkGroup(registeredGroup);
    return executor.executeVoid(of(deleteGroup, registeredGroup));
  }

  @Override
  public Mono<Event> failedEvent(Group registeredGroup, InsertionId failDeliveredInsertionId) {
    checkGroup(registeredGroup);
    checkId(failDeliveredInsertionId);
    return executor
        .executeSingleRow(
            of(selectEvent, registeredGroup).setUuid(ID, failDeliveredInsertionId.getId()))
        .map(row -> serializer.asEvent(row.getString(EVENT)));
  }

  @Override
  public Flux<InsertionId> failedIds(Group registeredGroup) {
    checkGroup(registeredGroup);
    return executor
        .executeRows(of(selectIds, registeredGroup))
        .map(row -> InsertionId.of(row.getUuid(ID)));
  }

  @Override
  public Flux<Group> groupsWithFailedEvents() {
    return executor
        .executeRows(selectGroups.bind())
        .<Group>handle(
            (row, sink) -> {
              try {
                sink.next(Group.deserialize(row.getString(GROUP)));
              } catch (Group.GroupDeserializationException e) {
                sink.error(e);
              }
            });
  }

  @Override
  public Mono<Boolean> containEvents() {
    return executor.executeReturnExists(selectAny.bind());
  }

  private static BoundStatement of(PreparedStatement statement, Group group) {
    return statement.bind().setString(GROUP, group.asString());
  }

  private static void checkGroup(Group group) {
    checkArgument(group != null, REGISTERED_GROUP_CANNOT_BE_NULL);
  }

  private static void checkId(InsertionId id) {
    checkArgument(id != null, FAIL_DELIVERED_ID_INSERTION_CANNOT_BE_NULL);
  }
}
