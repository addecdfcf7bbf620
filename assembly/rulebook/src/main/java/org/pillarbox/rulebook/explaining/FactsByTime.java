package org.pillarbox.rulebook.explaining;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kept facts in order of time: one partition for each hour and slice, so that neither a busy
 * hour nor a long time makes one too large. Who sent and who got stands beside the id, so that the
 * facts of others need not be read.
 */
@Singleton
public final class FactsByTime implements PastMail {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_rule_facts_by_time")
          .comment("What rules knew, by hour: where to find it")
          .options(options -> options.withClusteringOrder("at", ClusteringOrder.DESC))
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("hour", DataTypes.TIMESTAMP)
                          .withPartitionKey("slice", DataTypes.INT)
                          .withClusteringColumn("at", DataTypes.TIMESTAMP)
                          .withClusteringColumn("id", DataTypes.TEXT)
                          .withClusteringColumn("recipient", DataTypes.TEXT)
                          .withColumn("sender", DataTypes.TEXT)
                          .withColumn("login", DataTypes.TEXT))
          .build();

  private static final Logger LOGGER = LoggerFactory.getLogger(FactsByTime.class);
  private static final String NAME = "pillarbox_rule_facts_by_time";
  private static final int SLICES = 4;
  private static final int AT_A_TIME = 128;
  private static final int HOURS_AT_A_TIME = 24;
  private static final int PAGE = 500;
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement slice;
  private final PreparedStatement facts;
  private final FactsText text = new FactsText();

  @Inject
  public FactsByTime(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value("hour", bindMarker("hour"))
                .value("slice", bindMarker("slice"))
                .value("at", bindMarker("at"))
                .value("id", bindMarker("id"))
                .value("recipient", bindMarker("recipient"))
                .value("sender", bindMarker("sender"))
                .value("login", bindMarker("login"))
                .usingTtl(bindMarker("ttl"))
                .build());
    this.slice =
        session.prepare(
            selectFrom(NAME)
                .columns("at", "id", "recipient", "sender", "login")
                .whereColumn("hour")
                .isEqualTo(bindMarker("hour"))
                .whereColumn("slice")
                .isEqualTo(bindMarker("slice"))
                .whereColumn("at")
                .isGreaterThanOrEqualTo(bindMarker("since"))
                .whereColumn("at")
                .isLessThanOrEqualTo(bindMarker("until"))
                .build());
    this.facts =
        session.prepare(
            selectFrom(KeptFacts.NAME)
                .all()
                .whereColumn("id")
                .isEqualTo(bindMarker("id"))
                .whereColumn("recipient")
                .isEqualTo(bindMarker("recipient"))
                .build());
  }

  /** Notes where facts are to be found. */
  CompletionStage<AsyncResultSet> note(String id, Facts known, int seconds) {
    BoundStatement statement =
        insert
            .bind()
            .setInstant("hour", hour(known.at()))
            .setInt("slice", Math.floorMod(id.hashCode(), SLICES))
            .setInstant("at", known.at())
            .setString("id", id)
            .setString("recipient", known.envelope().recipient().address().toString())
            .setInt("ttl", seconds);
    // What is not there stays unset: a null would be a tombstone in each row.
    Optional<Party> sender = known.envelope().sender().value();
    if (sender.isPresent()) {
      statement = statement.setString("sender", sender.get().address().toString());
    }
    Optional<Party> login = known.session().login().value();
    if (login.isPresent()) {
      statement = statement.setString("login", login.get().address().toString());
    }
    return session.executeAsync(statement);
  }

  private static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  @Override
  public void newest(Selection selection, Predicate<Copy> reader) {
    try {
      Reading reading = new Reading(selection, reader);
      Instant first = hour(selection.since());
      Instant last = hour(selection.until());
      // Quiet hours are many: they are asked for together, or walking a month would take a minute.
      while (!last.isBefore(first) && reading.goesOn()) {
        List<List<CompletionStage<AsyncResultSet>>> hours = new ArrayList<>();
        for (int i = 0; i < HOURS_AT_A_TIME && !last.isBefore(first); i++) {
          hours.add(slices(last, selection));
          last = last.minus(1, ChronoUnit.HOURS);
        }
        for (List<CompletionStage<AsyncResultSet>> hour : hours) {
          newestOf(hour, reading);
        }
      }
      reading.show();
    } catch (DriverException | CompletionException e) {
      throw new RuleStoreException("what rules knew can't be read", e);
    }
  }

  private List<CompletionStage<AsyncResultSet>> slices(Instant hour, Selection selection) {
    List<CompletionStage<AsyncResultSet>> slices = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      slices.add(
          session.executeAsync(
              slice
                  .bind()
                  .setInstant("hour", hour)
                  .setInt("slice", i)
                  .setInstant("since", selection.since())
                  .setInstant("until", selection.until())
                  .setPageSize(PAGE)));
    }
    return slices;
  }

  private static void newestOf(List<CompletionStage<AsyncResultSet>> answers, Reading reading) {
    PriorityQueue<Slice> slices = new PriorityQueue<>(Comparator.comparing(Slice::at).reversed());
    for (CompletionStage<AsyncResultSet> answer : answers) {
      new Slice(answered(answer)).more().ifPresent(slices::add);
    }
    while (!slices.isEmpty() && reading.goesOn()) {
      Slice newest = slices.remove();
      reading.found(newest.head());
      newest.more().ifPresent(slices::add);
    }
  }

  private static AsyncResultSet answered(CompletionStage<AsyncResultSet> answer) {
    return answer.toCompletableFuture().orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** One slice of an hour, read a page at a time. */
  private static final class Slice {
    private AsyncResultSet page;
    private Row head;

    Slice(AsyncResultSet first) {
      this.page = first;
    }

    /** Itself with its next row, if there is one. */
    Optional<Slice> more() {
      Row row = page.one();
      while (row == null && page.hasMorePages()) {
        page = answered(page.fetchNextPage());
        row = page.one();
      }
      head = row;
      return row == null ? Optional.empty() : Optional.of(this);
    }

    Row head() {
      return head;
    }

    Instant at() {
      return head.getInstant("at");
    }
  }

  /** Rows that are meant are gathered, their facts asked for together and shown in order. */
  private final class Reading {
    private final Selection selection;
    private final Predicate<Copy> reader;
    private final List<Row> found = new ArrayList<>();
    private int left;
    private boolean wanted = true;

    Reading(Selection selection, Predicate<Copy> reader) {
      this.selection = selection;
      this.reader = reader;
      this.left = selection.limit();
    }

    boolean goesOn() {
      return wanted && left > 0 && !Thread.currentThread().isInterrupted();
    }

    void found(Row row) {
      boolean meant =
          selection.includes(
              Optional.ofNullable(row.getString("sender")).map(Address::of),
              Optional.ofNullable(row.getString("login")).map(Address::of),
              Address.of(row.getString("recipient")));
      if (meant) {
        found.add(row);
        left--;
        if (found.size() == AT_A_TIME) {
          show();
        }
      }
    }

    void show() {
      List<CompletionStage<AsyncResultSet>> answers =
          found.stream()
              .map(
                  row ->
                      session.executeAsync(
                          facts
                              .bind()
                              .setString("id", row.getString("id"))
                              .setString("recipient", row.getString("recipient"))))
              .toList();
      for (int i = 0; i < answers.size() && wanted; i++) {
        Row row = answered(answers.get(i)).one();
        // The index may outlive the facts by a moment.
        if (row != null) {
          show(found.get(i).getString("id"), row);
        }
      }
      found.clear();
    }

    private void show(String id, Row row) {
      try {
        wanted = reader.test(new Copy(id, KeptFacts.kept(row, text)));
      } catch (IOException e) {
        LOGGER.warn("What rules knew of {} can't be read and is left out", id, e);
      }
    }
  }
}
