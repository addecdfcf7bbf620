package org.pillarbox.storage.schema;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.backends.cassandra.components.CassandraModule;
import reactor.core.publisher.Flux;

/**
 * What each start that came to its end saw complete. It tells a table that was never made (a new
 * capability) from one that was lost.
 */
final class SchemaRecord {
  static final String TABLE = "pillarbox_schema";
  private static final String ELEMENT = "element";
  private static final String SEEN = "first_seen";
  private static final int CONCURRENCY = 16;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  static final CassandraModule MODULE =
      CassandraModule.table(TABLE)
          .comment("Tables and types that a start of Pillarbox saw complete")
          .statement(
              statement ->
                  types ->
                      statement
                          .withPartitionKey(ELEMENT, DataTypes.TEXT)
                          .withColumn(SEEN, DataTypes.TIMESTAMP))
          .build();

  private SchemaRecord() {}

  static Set<String> read(CqlSession session) {
    return session.execute(selectFrom(TABLE).column(ELEMENT).build()).all().stream()
        .map(row -> row.getString(ELEMENT))
        .collect(Collectors.toUnmodifiableSet());
  }

  static void write(CqlSession session, Set<String> elements) {
    Instant now = Instant.now();
    PreparedStatement insert =
        session.prepare(
            insertInto(TABLE)
                .value(ELEMENT, bindMarker(ELEMENT))
                .value(SEEN, bindMarker(SEEN))
                .build());
    Flux.fromIterable(elements)
        .map(element -> insert.bind().setString(ELEMENT, element).setInstant(SEEN, now))
        .flatMap(session::executeReactive, CONCURRENCY)
        .then()
        .block(TIMEOUT);
  }
}
