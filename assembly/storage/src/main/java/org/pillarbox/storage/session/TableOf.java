package org.pillarbox.storage.session;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which tables a statement is about. */
final class TableOf {
  private TableOf() {}

  /** The table that a prepared SELECT reads. */
  static Optional<String> read(BoundStatement statement) {
    return isRead(statement)
        ? first(statement.getPreparedStatement().getResultSetDefinitions())
        : Optional.empty();
  }

  private static boolean isRead(BoundStatement statement) {
    return statement.getPreparedStatement().getQuery().regionMatches(true, 0, "SELECT", 0, 6);
  }

  /** The tables that it may change: none for a SELECT, empty when that can't be said. */
  static Optional<Set<String>> changed(Statement<?> statement) {
    Set<String> tables = new HashSet<>();
    if (statement instanceof BatchStatement batch) {
      for (BatchableStatement<?> part : batch) {
        if (!add(part, tables)) {
          return Optional.empty();
        }
      }
      return Optional.of(tables);
    }
    return add(statement, tables) ? Optional.of(tables) : Optional.empty();
  }

  private static boolean add(Statement<?> statement, Set<String> tables) {
    if (!(statement instanceof BoundStatement bound)) {
      return false;
    }
    if (isRead(bound)) {
      return true;
    }
    Optional<String> table = first(bound.getPreparedStatement().getVariableDefinitions());
    table.ifPresent(tables::add);
    return table.isPresent();
  }

  private static Optional<String> first(ColumnDefinitions columns) {
    return columns.size() == 0
        ? Optional.empty()
        : Optional.of(columns.get(0).getTable().asInternal());
  }
}
