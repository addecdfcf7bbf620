package org.pillarbox.storage.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.dse.driver.api.core.cql.reactive.ReactiveRow;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.storage.testing.Keyspace;
import reactor.core.publisher.Flux;

@ExtendWith(CassandraExtension.class)
class StatementFailuresTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void everyFailedStatementIsCountedAndNoOther(CassandraEngine.Endpoint cassandra) {
    CassandraConnection connection = Keyspace.empty(cassandra, "failures").connection();
    CqlSession session = connection.session();
    // The first connection found no keyspace and may have counted that.
    long before = connection.failures().count();

    session.execute("SELECT key FROM system.local");
    assertThat(connection.failures().count()).isEqualTo(before);

    assertThatThrownBy(() -> session.execute("SELECT x FROM nowhere"))
        .isInstanceOf(InvalidQueryException.class);
    awaitFailures(connection, before + 1);

    Flux<ReactiveRow> reactive = Flux.from(session.executeReactive("SELECT x FROM nowhere"));
    assertThatThrownBy(() -> reactive.blockLast(LONG)).isInstanceOf(InvalidQueryException.class);
    awaitFailures(connection, before + 2);
    connection.close();
  }

  /** The driver counts after it has answered. */
  private static void awaitFailures(CassandraConnection connection, long expected) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(connection.failures().count()).isEqualTo(expected));
  }
}
