package org.pillarbox.rulebook.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.james.core.Username;
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
class CassandraAttributesTest {
  private static final Username ADA = Username.of("ada@ours.test");

  private Keyspace keyspace;
  private CassandraAttributes store;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "user_attributes", CassandraAttributes.TABLE);
    store = new CassandraAttributes(keyspace.session());
  }

  @AfterAll
  void close() {
    keyspace.close();
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
