package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Cql;

@ExtendWith(CassandraExtension.class)
class CassandraEngineTest {
  @Test
  void itsOneLoginWorks(CassandraEngine.Endpoint endpoint) {
    try (CqlSession session = Cql.session(endpoint)) {
      assertThat(session.execute("SELECT role FROM system_auth.roles").all())
          .extracting(row -> row.getString("role"))
          .containsExactly(endpoint.user());
    }
  }

  @Test
  void theWellKnownLoginIsRefused(CassandraEngine.Endpoint endpoint) {
    assertThatThrownBy(() -> Cql.session(endpoint, "cassandra", "cassandra"))
        .isInstanceOf(AllNodesFailedException.class)
        .hasMessageContaining("incorrect");
  }
}
