package org.pillarbox.rulebook.gathering;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.testing.KnownCorrespondentsContract;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraCorrespondentsTest implements KnownCorrespondentsContract {
  private Keyspace keyspace;
  private CassandraCorrespondents correspondents;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "correspondents", CassandraCorrespondents.TABLE);
  }

  @BeforeEach
  void forget() {
    keyspace.session().execute("TRUNCATE pillarbox_correspondents");
    correspondents = new CassandraCorrespondents(keyspace.session());
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @Override
  public KnownCorrespondents correspondents() {
    return correspondents;
  }
}
