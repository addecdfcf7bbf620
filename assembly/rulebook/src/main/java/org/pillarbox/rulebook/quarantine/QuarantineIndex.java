package org.pillarbox.rulebook.quarantine;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.deleteFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.pillarbox.actions.Quarantine;

/** The index of held mail in Cassandra, one partition for each month, newest first. */
public final class QuarantineIndex {
  /** The table, for the schema that room storage creates and checks. */
  public static final CassandraModule TABLE =
      CassandraModule.table("pillarbox_quarantine")
          .comment("Held mail: whose, why, by which rule; the message is in a mail repository")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey("month", DataTypes.TEXT)
                          .withClusteringColumn("id", DataTypes.TEXT)
                          .withColumn("mail_id", DataTypes.TEXT)
                          .withColumn("at", DataTypes.TIMESTAMP)
                          .withColumn("expires", DataTypes.TIMESTAMP)
                          .withColumn("kind", DataTypes.TEXT)
                          .withColumn("reason", DataTypes.TEXT)
                          .withColumn("rule", DataTypes.TEXT)
                          .withColumn("version", DataTypes.BIGINT)
                          .withColumn("sender", DataTypes.TEXT)
                          .withColumn("recipients", DataTypes.TEXT)
                          .withColumn("subject", DataTypes.TEXT)
                          .withColumn("size", DataTypes.BIGINT))
          .build();

  private static final String NAME = "pillarbox_quarantine";
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
  private static final int MONTHS = 14;

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement selectOne;
  private final PreparedStatement delete;

  @Inject
  public QuarantineIndex(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            insertInto(NAME)
                .value("month", bindMarker("month"))
                .value("id", bindMarker("id"))
                .value("mail_id", bindMarker("mail_id"))
                .value("at", bindMarker("at"))
                .value("expires", bindMarker("expires"))
                .value("kind", bindMarker("kind"))
                .value("reason", bindMarker("reason"))
                .value("rule", bindMarker("rule"))
                .value("version", bindMarker("version"))
                .value("sender", bindMarker("sender"))
                .value("recipients", bindMarker("recipients"))
                .value("subject", bindMarker("subject"))
                .value("size", bindMarker("size"))
                .build());
    this.select =
        session.prepare(
            selectFrom(NAME)
                .all()
                .whereColumn("month")
                .isEqualTo(bindMarker("month"))
                .whereColumn("id")
                .isLessThan(bindMarker("before"))
                .orderBy(
                    "id", com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder.DESC)
                .build());
    this.selectOne =
        session.prepare(
            selectFrom(NAME)
                .all()
                .whereColumn("month")
                .isEqualTo(bindMarker("month"))
                .whereColumn("id")
                .isEqualTo(bindMarker("id"))
                .build());
    this.delete =
        session.prepare(
            deleteFrom(NAME)
                .whereColumn("month")
                .isEqualTo(bindMarker("month"))
                .whereColumn("id")
                .isEqualTo(bindMarker("id"))
                .build());
  }

  /** The month of an id, which begins with it. */
  private static String month(String id) {
    return id.length() < 6 ? "" : id.substring(0, 6);
  }

  void put(HeldMessage held) {
    session.execute(
        insert
            .bind()
            .setString("month", month(held.id()))
            .setString("id", held.id())
            .setString("mail_id", held.mailId())
            .setInstant("at", held.at())
            .setInstant("expires", held.expires())
            .setString("kind", held.kind().name())
            .setString("reason", held.reason())
            .setString("rule", held.rule())
            .setLong("version", held.version())
            .setString("sender", held.sender())
            .setString("recipients", String.join("\n", held.recipients()))
            .setString("subject", held.subject())
            .setLong("size", held.size()));
  }

  Optional<HeldMessage> find(String id) {
    if (month(id).isEmpty()) {
      return Optional.empty();
    }
    Row row =
        session.execute(selectOne.bind().setString("month", month(id)).setString("id", id)).one();
    return row == null ? Optional.empty() : Optional.of(held(row));
  }

  void remove(String id) {
    session.execute(delete.bind().setString("month", month(id)).setString("id", id));
  }

  /**
   * Newest first.
   *
   * @param before only ids below this one; empty begins with the newest
   * @param wanted what is to be listed
   * @param most how many
   */
  List<HeldMessage> list(
      String before, java.util.function.Predicate<HeldMessage> wanted, int most, Instant now) {
    List<HeldMessage> found = new ArrayList<>();
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    for (int back = 0; back < MONTHS && found.size() < most; back++) {
      String name = month.minusMonths(back).format(MONTH);
      for (Row row :
          session.execute(
              select
                  .bind()
                  .setString("month", name)
                  .setString("before", before.isEmpty() ? "~" : before))) {
        HeldMessage held = held(row);
        if (wanted.test(held)) {
          found.add(held);
        }
        if (found.size() >= most) {
          break;
        }
      }
    }
    return found;
  }

  private static HeldMessage held(Row row) {
    return new HeldMessage(
        row.getString("id"),
        row.getString("mail_id"),
        row.getInstant("at"),
        row.getInstant("expires"),
        Quarantine.Kind.valueOf(row.getString("kind")),
        row.getString("reason"),
        row.getString("rule"),
        row.getLong("version"),
        row.getString("sender"),
        Arrays.asList(row.getString("recipients").split("\n")),
        row.getString("subject"),
        row.getLong("size"));
  }
}
