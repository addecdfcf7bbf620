package org.pillarbox.rulebook.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.james.core.Username;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.StorageConfiguration;
import org.pillarbox.storage.schema.Schema;
import org.pillarbox.storage.session.CassandraConnection;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraAttributesTest {
  private static final Username ADA = Username.of("ada@ours.test");

  private CassandraConnection connection;
  private CassandraAttributes store;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    connection =
        new CassandraConnection(
            StorageConfiguration.singleNode(
                    cassandra.host() + ":" + cassandra.port(),
                    cassandra.user(),
                    cassandra.password())
                .withKeyspace("user_attributes"));
    new Schema(List.of(CassandraAttributes.TABLE, Schema.OWN_TABLES)).prepare(connection.session());
    store = new CassandraAttributes(connection.session());
  }

  @AfterAll
  void close() {
    connection.close();
  }

  @Test
  void whatIsSaidLastHoldsAndOthersAreNotConcerned() {
    store.put(ADA, new UserAttributes(Map.of("title", "Countess", "phone", "1815")));
    store.put(ADA, new UserAttributes(Map.of("title", "Countess of Lovelace")));

    assertThat(store.of(ADA).values()).isEqualTo(Map.of("title", "Countess of Lovelace"));
    assertThat(store.of(Username.of("bob@ours.test"))).isEqualTo(UserAttributes.none());
  }

  @Test
  void nothingSaidIsNothingKept() {
    store.put(ADA, new UserAttributes(Map.of("title", "Countess")));
    store.put(ADA, UserAttributes.none());

    assertThat(store.of(ADA)).isEqualTo(UserAttributes.none());
  }
}
