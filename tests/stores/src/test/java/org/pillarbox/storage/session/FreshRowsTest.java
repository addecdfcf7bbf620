package org.pillarbox.storage.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.List;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.blob.api.HashBlobId;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdToImapUidDAO;
import org.apache.james.mailbox.cassandra.modules.CassandraMessageModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshRowsTest {
  private static final String KEYSPACE = "fresh_rows";

  private Keyspace keyspace;

  @BeforeAll
  void jamesPreparesItsStatements(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, KEYSPACE, CassandraMessageModule.MODULE);
    CqlSession session = keyspace.session();
    new CassandraMessageIdToImapUidDAO(
        new RememberingSession(session),
        new HashBlobId.Factory(),
        CassandraConfiguration.DEFAULT_CONFIGURATION);
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  private List<String> prepared(String verb) {
    return keyspace
        .session()
        .execute("SELECT logged_keyspace, query_string FROM system.prepared_statements")
        .all()
        .stream()
        .filter(row -> KEYSPACE.equals(row.getString(0)))
        .map(row -> row.getString(1))
        .filter(query -> query.startsWith(verb + " imapuidtable"))
        .toList();
  }

  @Test
  void aRowUnderAFreshUidIsInsertedWithoutPaxos() {
    assertThat(prepared("INSERT INTO"))
        .isNotEmpty()
        .noneMatch(query -> query.contains("IF NOT EXISTS"));
  }

  @Test
  void aChangeOfFlagsKeepsItsCondition() {
    assertThat(prepared("UPDATE")).isNotEmpty().allMatch(query -> query.contains(" IF modseq"));
  }
}
