package org.pillarbox.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.backends.cassandra.versions.SchemaVersion;
import org.apache.james.domainlist.cassandra.CassandraDomainListModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMailboxModule;
import org.apache.james.mailbox.cassandra.modules.CassandraUidModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;

/** On a few of James' tables, types among them: what holds for these holds for all. */
@ExtendWith(CassandraExtension.class)
class SchemaTest {
  private static final CassandraModule NEW_CAPABILITY =
      CassandraModule.table("trace")
          .comment("for this test")
          .statement(statement -> types -> statement.withPartitionKey("id", DataTypes.TEXT))
          .build();
  private static final List<CassandraModule> MODULES =
      ImmutableList.of(
          Schema.OWN_TABLES,
          CassandraMailboxModule.MODULE,
          CassandraDomainListModule.MODULE,
          CassandraUidModule.MODULE);

  private Keyspace own;
  private CqlSession session;

  @BeforeEach
  void connect(CassandraEngine.Endpoint cassandra, TestInfo test) {
    String keyspace = "schema_" + Integer.toUnsignedString(test.getDisplayName().hashCode());
    own = Keyspace.empty(cassandra, keyspace);
    session = own.session();
  }

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aFreshKeyspaceIsMadeCompleteAndStaysSo() {
    Schema schema = new Schema(MODULES);

    schema.prepare(session);
    schema.prepare(session);

    assertThat(version()).isEqualTo(CassandraSchemaVersionManager.MAX_VERSION);
    assertThat(SchemaRecord.read(session))
        .isEqualTo(schema.expected())
        .contains("mailbox", "mailboxbase");
  }

  @Test
  void aFirstStartThatWasCutShortIsCompletedByTheNext() {
    new Schema(MODULES).prepare(session);
    session.execute("TRUNCATE schemaversion");
    session.execute("TRUNCATE " + SchemaRecord.TABLE);
    session.execute("DROP TABLE domains");
    session.refreshSchema();

    new Schema(MODULES).prepare(session);

    assertThat(version()).isEqualTo(CassandraSchemaVersionManager.MAX_VERSION);
    assertThat(session.execute("SELECT * FROM domains").all()).isEmpty();
  }

  @Test
  void aTableOfANewCapabilityIsMadeAtTheNextStart() {
    new Schema(MODULES).prepare(session);

    new Schema(ImmutableList.copyOf(Iterables.concat(MODULES, List.of(NEW_CAPABILITY))))
        .prepare(session);

    assertThat(session.execute("SELECT * FROM trace").all()).isEmpty();
  }

  @Test
  void aLostTableStopsTheStartAndIsNotMadeAgain() {
    new Schema(MODULES).prepare(session);
    session.execute("DROP TABLE mailbox");
    session.refreshSchema();

    assertThatThrownBy(() -> new Schema(MODULES).prepare(session))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("has lost [mailbox]");
    assertThat(
            session
                .refreshSchema()
                .getKeyspace(session.getKeyspace().orElseThrow())
                .orElseThrow()
                .getTable("mailbox"))
        .isEmpty();
  }

  @Test
  void aVersionThatIsNotOursStopsTheStart() {
    new Schema(MODULES).prepare(session);
    new CassandraSchemaVersionDAO(session).updateVersion(new SchemaVersion(13)).block();

    assertThatThrownBy(() -> new Schema(MODULES).prepare(session))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("has schema version 13");
  }

  @Test
  void domainsWithoutASchemaVersionStopTheStart() {
    new Schema(MODULES).prepare(session);
    session.execute("TRUNCATE schemaversion");
    session.execute("TRUNCATE " + SchemaRecord.TABLE);
    session.execute("INSERT INTO domains (domain) VALUES ('pillarbox.test')");

    assertThatThrownBy(() -> new Schema(MODULES).prepare(session))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("holds data but no schema version");
  }

  private SchemaVersion version() {
    return new CassandraSchemaVersionManager(new CassandraSchemaVersionDAO(session))
        .computeVersion()
        .block();
  }
}
