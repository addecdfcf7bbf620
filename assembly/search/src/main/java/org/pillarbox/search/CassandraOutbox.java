package org.pillarbox.search;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The outbox in Cassandra.
 *
 * <p>Deleted rows leave tombstones that a reader of the same partition must step over, so one
 * partition for all would become slower with every message. Changes therefore go to slots: a slot
 * takes records for {@link #SLOT_AGE} or {@link #SLOT_ROWS} rows, whichever comes first, and is
 * left behind. {@code search_outbox_slots} names those that may hold something; a slot found empty
 * once nobody can write to it any more is struck from it. Reading what is pending costs as much as
 * what is in flight.
 *
 * <p>A row carries its own time stamp as Cassandra's write time, and is deleted with that time
 * stamp: a later record of the same message, which overwrote it, outlives the deletion.
 */
final class CassandraOutbox implements Outbox {
  static final Duration SLOT_AGE = Duration.ofSeconds(30);

  /** Longer than any statement may take, so that no late row lands in a slot that was struck. */
  static final Duration SLOT_REST = Duration.ofSeconds(90);

  private static final int SLOT_ROWS = 5_000;
  private static final int BATCH = 50;
  private static final int PART = 0;

  private final CqlSession session;
  private final MailboxId.Factory mailboxIds;
  private final Clock clock;
  private final AtomicLong lastRecorded = new AtomicLong();
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement insertSlot;
  private final PreparedStatement deleteSlot;
  private final PreparedStatement selectSlots;
  private final PreparedStatement selectSlot;
  private Optional<Slot> open = Optional.empty();

  private static final class Slot {
    private final long id;
    private final Mono<Void> announced;
    private int rows;

    private Slot(long id, Mono<Void> announced) {
      this.id = id;
      this.announced = announced;
    }
  }

  @Inject
  CassandraOutbox(CqlSession session, MailboxId.Factory mailboxIds, Clock clock) {
    this.session = session;
    this.mailboxIds = mailboxIds;
    this.clock = clock;
    this.insert =
        session.prepare(
            "INSERT INTO "
                + OutboxTables.OUTBOX
                + " (slot, mailbox_id, uid, kind, size, recorded) VALUES (?, ?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.delete =
        session.prepare(
            "DELETE FROM "
                + OutboxTables.OUTBOX
                + " USING TIMESTAMP ? WHERE slot = ? AND mailbox_id = ? AND uid = ? AND kind = ?");
    this.insertSlot =
        session.prepare("INSERT INTO " + OutboxTables.SLOTS + " (part, slot) VALUES (?, ?)");
    this.deleteSlot =
        session.prepare("DELETE FROM " + OutboxTables.SLOTS + " WHERE part = ? AND slot = ?");
    this.selectSlots =
        session.prepare("SELECT slot FROM " + OutboxTables.SLOTS + " WHERE part = ?");
    this.selectSlot =
        session.prepare(
            "SELECT mailbox_id, uid, kind, size, recorded FROM "
                + OutboxTables.OUTBOX
                + " WHERE slot = ?");
  }

  @Override
  public Mono<List<PendingChange>> record(List<Change> changes) {
    return Flux.fromIterable(Lists.partition(changes, BATCH))
        .concatMap(this::recordBatch)
        .concatMapIterable(batch -> batch)
        .collectList();
  }

  private Mono<List<PendingChange>> recordBatch(List<Change> changes) {
    Slot slot = slotFor(changes.size());
    List<PendingChange> pending = new ArrayList<>();
    BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
    for (Change change : changes) {
      long recorded = now();
      pending.add(new PendingChange(change, slot.id, recorded));
      batch.addStatement(
          insert.bind(
              slot.id,
              change.mailboxId().serialize(),
              change.uid().asLong(),
              change.kind().name(),
              change.size(),
              recorded,
              recorded));
    }
    // The slot is on record before the first row is in it, or a restart would not look there.
    return slot.announced.then(execute(batch.build())).thenReturn(pending);
  }

  private synchronized Slot slotFor(int rows) {
    long time = clock.millis();
    Optional<Slot> usable =
        open.filter(
            slot ->
                time < slotTime(slot.id) + SLOT_AGE.toMillis() && slot.rows + rows <= SLOT_ROWS);
    Slot slot = usable.orElseGet(this::openSlot);
    slot.rows += rows;
    open = Optional.of(slot);
    return slot;
  }

  private Slot openSlot() {
    // The low bits keep apart slots opened within one millisecond.
    long id = (clock.millis() << 10) | (now() & 0x3FF);
    Mono<Void> announced =
        execute(insertSlot.bind(PART, id)).doOnError(error -> abandon(id)).cache();
    return new Slot(id, announced);
  }

  private synchronized void abandon(long id) {
    open = open.filter(slot -> slot.id != id);
  }

  private static long slotTime(long id) {
    return id >> 10;
  }

  private long now() {
    return lastRecorded.updateAndGet(last -> Math.max(last + 1, clock.millis() * 1_000));
  }

  @Override
  public Mono<Void> settle(Collection<PendingChange> done) {
    Map<Long, List<PendingChange>> bySlot =
        done.stream().collect(Collectors.groupingBy(PendingChange::slot));
    return Flux.fromIterable(bySlot.values())
        .concatMapIterable(changes -> Lists.partition(changes, BATCH))
        .concatMap(this::settleBatch)
        .then();
  }

  private Mono<Void> settleBatch(List<PendingChange> changes) {
    BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
    for (PendingChange pending : changes) {
      Change change = pending.change();
      batch.addStatement(
          delete.bind(
              pending.recorded(),
              pending.slot(),
              change.mailboxId().serialize(),
              change.uid().asLong(),
              change.kind().name()));
    }
    return execute(batch.build());
  }

  @Override
  public Iterator<PendingChange> backlog() {
    List<Long> slots = new ArrayList<>();
    session.execute(selectSlots.bind(PART)).forEach(row -> slots.add(row.getLong("slot")));
    return Iterators.concat(Iterators.transform(slots.iterator(), this::slotContent));
  }

  private Iterator<PendingChange> slotContent(long slot) {
    BoundStatement statement = selectSlot.bind(slot).setPageSize(500);
    Iterator<Row> rows = session.execute(statement).iterator();
    if (!rows.hasNext() && isAtRest(slot)) {
      session.execute(deleteSlot.bind(PART, slot));
    }
    return Iterators.transform(rows, row -> pending(slot, row));
  }

  private boolean isAtRest(long slot) {
    return clock.millis() > slotTime(slot) + SLOT_AGE.plus(SLOT_REST).toMillis();
  }

  private PendingChange pending(long slot, Row row) {
    Change change =
        new Change(
            mailboxIds.fromString(row.getString("mailbox_id")),
            MessageUid.of(row.getLong("uid")),
            Change.Kind.valueOf(row.getString("kind")),
            row.getLong("size"));
    return new PendingChange(change, slot, row.getLong("recorded"));
  }

  private Mono<Void> execute(Statement<?> statement) {
    return Mono.fromCompletionStage(() -> session.executeAsync(statement)).then();
  }
}
