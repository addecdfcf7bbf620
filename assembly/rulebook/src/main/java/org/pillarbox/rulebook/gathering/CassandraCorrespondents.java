package org.pillarbox.rulebook.gathering;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.querybuilder.select.Selector;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Correspondence;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To whom our users have written, and since when, in Cassandra; remembered for 370 to 400 days
 * after the last time. The statements of one question go at the same time; what was written down
 * within the day is not written again.
 */
@Singleton
public final class CassandraCorrespondents implements KnownCorrespondents {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_correspondents")
          .comment("To whom users, and whole domains, have written, and since when")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("we", DataTypes.TEXT)
                          .withPartitionKey("they", DataTypes.TEXT)
                          .withColumn("at", DataTypes.TIMESTAMP))
          .build();

  private static final Logger LOGGER = LoggerFactory.getLogger(CassandraCorrespondents.class);
  private static final Duration REMEMBERED = Duration.ofDays(400);
  private static final Duration RENEWED_BELOW = Duration.ofDays(370);
  private static final int MOST_FRESH = 50_000;
  private static final String LEFT = "left_seconds";

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final Cache<Pair, Boolean> fresh =
      Caffeine.newBuilder().maximumSize(MOST_FRESH).expireAfterWrite(Duration.ofDays(1)).build();

  /** Either an address or "@" and a domain, on both sides. */
  private record Pair(String we, String they) {
    static List<Pair> of(Address we, Address they) {
      String ourDomain = "@" + we.domain();
      String theirDomain = "@" + they.domain();
      return List.of(
          new Pair(we.toString(), they.toString()),
          new Pair(we.toString(), theirDomain),
          new Pair(ourDomain, they.toString()),
          new Pair(ourDomain, theirDomain));
    }
  }

  @Inject
  public CassandraCorrespondents(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            insertInto("pillarbox_correspondents")
                .value("we", bindMarker("we"))
                .value("they", bindMarker("they"))
                .value("at", bindMarker("at"))
                .usingTtl((int) REMEMBERED.toSeconds())
                .build());
    this.select =
        session.prepare(
            selectFrom("pillarbox_correspondents")
                .column("at")
                .selector(Selector.ttl("at"))
                .as(LEFT)
                .whereColumn("we")
                .isEqualTo(bindMarker("we"))
                .whereColumn("they")
                .isEqualTo(bindMarker("they"))
                .build());
  }

  @Override
  public Correspondence between(Address sender, Address recipient, Instant at) {
    List<Pair> pairs = Pair.of(recipient, sender);
    try {
      Map<Pair, Row> rows = rows(pairs);
      // The table keeps milliseconds: what is written within one is not before it.
      Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
      List<Fact<Boolean>> known =
          pairs.stream()
              .map(
                  pair ->
                      Optional.ofNullable(rows.get(pair))
                          .map(row -> row.getInstant("at"))
                          .filter(moment::isAfter)
                          .isPresent())
              .map(Fact::of)
              .toList();
      return new Correspondence(known.get(0), known.get(1), known.get(2), known.get(3));
    } catch (CompletionException | DriverException e) {
      LOGGER.warn("Whether we have written to {} is not known now", sender, e);
      return Correspondence.unknown("the store does not answer");
    }
  }

  @Override
  public void wrote(Address user, Address to, Instant at) {
    List<Pair> pairs =
        Pair.of(user, to).stream().filter(pair -> fresh.getIfPresent(pair) == null).toList();
    if (pairs.isEmpty()) {
      return;
    }
    try {
      Map<Pair, Row> rows = rows(pairs);
      List<CompletableFuture<AsyncResultSet>> written = new ArrayList<>();
      for (Pair pair : pairs) {
        Row row = rows.get(pair);
        if (row == null || row.getInt(LEFT) < RENEWED_BELOW.toSeconds()) {
          written.add(insert(pair, row == null ? at : row.getInstant("at")));
        }
      }
      written.forEach(CompletableFuture::join);
      pairs.forEach(pair -> fresh.put(pair, true));
    } catch (CompletionException | DriverException e) {
      // Their answers may be taken for a stranger's; the mail itself must not wait for this.
      LOGGER.warn("That {} wrote to {} is not remembered", user, to, e);
    }
  }

  private CompletableFuture<AsyncResultSet> insert(Pair pair, Instant since) {
    return session
        .executeAsync(
            insert
                .bind()
                .setString("we", pair.we())
                .setString("they", pair.they())
                .setInstant("at", since))
        .toCompletableFuture();
  }

  private Map<Pair, Row> rows(List<Pair> pairs) {
    Map<Pair, CompletableFuture<AsyncResultSet>> asked = new HashMap<>();
    for (Pair pair : pairs) {
      asked.put(
          pair,
          session
              .executeAsync(select.bind().setString("we", pair.we()).setString("they", pair.they()))
              .toCompletableFuture());
    }
    Map<Pair, Row> rows = new HashMap<>();
    asked.forEach(
        (pair, answer) -> {
          Row row = answer.join().one();
          if (row != null) {
            rows.put(pair, row);
          }
        });
    return rows;
  }
}
