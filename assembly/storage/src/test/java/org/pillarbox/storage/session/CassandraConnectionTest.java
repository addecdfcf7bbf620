package org.pillarbox.storage.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pillarbox.storage.StorageConfiguration;

class CassandraConnectionTest {
  @Test
  @Timeout(60)
  void aCassandraThatIsNotThereEndsTheStartWithItsAddressAndTheTimeWaited() throws Exception {
    String nobody = "127.0.0.1:" + closedPort();
    StorageConfiguration configuration =
        new StorageConfiguration(
            List.of(nobody),
            "datacenter1",
            "pillarbox",
            1,
            Optional.of("pillarbox"),
            Optional.of("secret"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            210_000);

    assertThatThrownBy(() -> new CassandraConnection(configuration))
        .isInstanceOf(CassandraUnavailableException.class)
        .hasMessageContaining(nobody)
        .hasMessageContaining("did not answer within PT2S")
        .hasMessageNotContaining("secret");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
