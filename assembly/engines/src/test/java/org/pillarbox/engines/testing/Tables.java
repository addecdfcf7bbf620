package org.pillarbox.engines.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.util.List;
import java.util.stream.Collectors;

/** Tables of the keyspace that a test's session uses. */
public final class Tables {
  private Tables() {}

  /**
   * Removes all rows, partition by partition. TRUNCATE of tables with a handful of rows takes a
   * second each, as it writes every table of the node to disk first.
   */
  public static void empty(CqlSession session, String... tables) {
    for (String table : tables) {
      TableMetadata known =
          session
              .getKeyspace()
              .flatMap(session.getMetadata()::getKeyspace)
              .flatMap(keyspace -> keyspace.getTable(table))
              .orElseThrow(() -> new IllegalArgumentException("No table " + table));
      List<String> key =
          known.getPartitionKey().stream()
              .map(ColumnMetadata::getName)
              .map(name -> name.asCql(true))
              .toList();
      String columns = String.join(", ", key);
      String where = key.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
      for (Row row : session.execute("SELECT DISTINCT " + columns + " FROM " + table)) {
        Object[] values = key.stream().map(row::getObject).toArray();
        session.execute(
            SimpleStatement.newInstance("DELETE FROM " + table + " WHERE " + where, values));
      }
    }
  }
}
