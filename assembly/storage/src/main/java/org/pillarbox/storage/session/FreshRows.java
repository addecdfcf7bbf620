package org.pillarbox.storage.session;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;

/**
 * James asks "only if there is no such row" where there can't be one, and pays four rounds of Paxos
 * for the answer.
 *
 * <p>It is so for {@code imapuidtable}: its key ends in a UID that was given out for this row and
 * is never given out again. What needs a condition, the change of flags by two clients at once,
 * keeps it. As anywhere in Cassandra, a later change wins over this row by its time: nodes' clocks
 * must agree better than a client needs to see a message and to change its flags.
 */
final class FreshRows {
  private static final String INSERT = "INSERT INTO imapuidtable ";
  private static final String CONDITION = " IF NOT EXISTS";

  private FreshRows() {}

  /** The statement, without the condition that always holds. */
  static SimpleStatement unconditional(SimpleStatement statement) {
    String query = statement.getQuery();
    return query.startsWith(INSERT) && query.endsWith(CONDITION)
        ? statement.setQuery(query.substring(0, query.length() - CONDITION.length()))
        : statement;
  }
}
