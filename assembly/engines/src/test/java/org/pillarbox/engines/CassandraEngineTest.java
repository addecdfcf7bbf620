package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.engines.testing.CassandraExtension;

@ExtendWith(CassandraExtension.class)
class CassandraEngineTest {
  private static CqlSession session(
      CassandraEngine.Endpoint endpoint, String user, String password) {
    return CqlSession.builder()
        .addContactPoint(new InetSocketAddress(endpoint.host(), endpoint.port()))
        .withLocalDatacenter("datacenter1")
        .withAuthCredentials(user, password)
        .build();
  }

  @Test
  void itsOneLoginWorks(CassandraEngine.Endpoint endpoint) {
    try (CqlSession session = session(endpoint, endpoint.user(), endpoint.password())) {
      assertThat(session.execute("SELECT role FROM system_auth.roles").all())
          .extracting(row -> row.getString("role"))
          .containsExactly(endpoint.user());
    }
  }

  @Test
  void theWellKnownLoginIsRefused(CassandraEngine.Endpoint endpoint) {
    assertThatThrownBy(() -> session(endpoint, "cassandra", "cassandra"))
        .isInstanceOf(AllNodesFailedException.class)
        .hasMessageContaining("incorrect");
  }
}
