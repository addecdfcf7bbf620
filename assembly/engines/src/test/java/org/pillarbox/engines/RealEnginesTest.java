package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pillarbox.engines.testing.Cql;
import org.pillarbox.engines.testing.FreePorts;
import org.pillarbox.engines.testing.TestDirectories;

/** Both engines as an appliance has them: side by side, killed, commanded, stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEnginesTest {
  private static final Duration BACK = Duration.ofMinutes(2);

  private final Path data = TestDirectories.create();
  private final CassandraConfiguration cassandraPorts =
      CassandraConfiguration.defaults()
          .withPorts(FreePorts.next(), FreePorts.next())
          .withJvmOptions(List.of("-XX:TieredStopAtLevel=1"));
  private final OpenSearchConfiguration opensearchPorts =
      OpenSearchConfiguration.defaults()
          .withPorts(FreePorts.next(), FreePorts.next())
          .withJvmOptions(List.of("-XX:TieredStopAtLevel=1"));
  private final CassandraEngine cassandra =
      new CassandraEngine(
          EngineTree.locate(), data, cassandraPorts, Credentials.random("pillarbox"));
  private final OpenSearchEngine opensearch =
      new OpenSearchEngine(EngineTree.locate(), data, opensearchPorts);
  private final Engines engines = new Engines(List.of(cassandra, opensearch));

  @BeforeAll
  void start() {
    engines.start(step -> System.out.println("[step] " + step));
  }

  @AfterAll
  void stop() {
    List<EngineStatus> before = engines.status();
    engines.stop(Duration.ofSeconds(30));
    assertThat(before).noneMatch(status -> ProcessHandle.of(status.pid()).isPresent());
    TestDirectories.delete(data);
  }

  private static void kill(Engine engine) {
    ProcessHandle process = ProcessHandle.of(engine.status().pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void awaitBack(Engine engine, int restarts) {
    await()
        .atMost(BACK)
        .until(() -> engine.status().restarts() > restarts && engine.status().ready());
    assertThat(engine.status().lastExit()).get().asString().contains("exit status 137");
  }

  @Test
  void theyListenOnLoopbackOnlyAndNothingServesJmx() throws IOException {
    assertThat(ListeningSockets.of(cassandra.status().pid()))
        .containsExactlyInAnyOrder(
            "loopback:" + cassandraPorts.port(), "loopback:" + cassandraPorts.storagePort());
    assertThat(ListeningSockets.of(opensearch.status().pid()))
        .containsExactlyInAnyOrder(
            "loopback:" + opensearchPorts.port(), "loopback:" + opensearchPorts.transportPort());
  }

  @Test
  void aKilledCassandraComesBackWithAllItAcknowledged() {
    try (CqlSession session = Cql.session(cassandra.endpoint())) {
      session.execute(
          "CREATE KEYSPACE killed WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE killed.row (id int PRIMARY KEY)");
      for (int id = 0; id < 100; id++) {
        session.execute("INSERT INTO killed.row (id) VALUES (" + id + ")");
      }
    }
    int restarts = cassandra.status().restarts();

    kill(cassandra);
    awaitBack(cassandra, restarts);

    try (CqlSession session = Cql.session(cassandra.endpoint())) {
      assertThat(session.execute("SELECT id FROM killed.row").all()).hasSize(100);
    }
  }

  @Test
  void aKilledOpenSearchComesBack() {
    int restarts = opensearch.status().restarts();

    kill(opensearch);

    awaitBack(opensearch, restarts);
  }

  @Test
  void aSnapshotIsTakenAndRemovedThroughTheControlSocket() throws IOException {
    try (CqlSession session = Cql.session(cassandra.endpoint())) {
      session.execute(
          "CREATE KEYSPACE snapped WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE snapped.row (id int PRIMARY KEY)");
      session.execute("INSERT INTO snapped.row (id) VALUES (1)");
    }

    cassandra.flush();
    cassandra.snapshot("before-upgrade");
    assertThat(tablesIn("before-upgrade")).anyMatch(path -> path.contains("/snapped/row-"));

    cassandra.clearSnapshot("before-upgrade");
    assertThat(tablesIn("before-upgrade")).isEmpty();
    assertThatThrownBy(() -> cassandra.snapshot("../escape"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("expected one tag");
  }

  private List<String> tablesIn(String tag) throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("cassandra"))) {
      return all.map(Path::toString)
          .filter(path -> path.contains("/snapshots/" + tag + "/") && path.endsWith("-Data.db"))
          .toList();
    }
  }

  @Test
  void theControlSocketLiesInADirectoryThatOnlyItsOwnerMayEnter() throws IOException {
    assertThat(Files.getPosixFilePermissions(data.resolve("run/cassandra")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(data.resolve("run/cassandra/control")).exists();
  }

  @Test
  void thePasswordIsNowhereOnDiskNorInTheProcessTable() throws IOException {
    String password = cassandra.endpoint().password();
    Path process = Path.of("/proc", Long.toString(cassandra.status().pid()));

    assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain(password);
    assertThat(Files.readString(process.resolve("environ"))).doesNotContain(password);
    for (Path top : List.of(data.resolve("run/cassandra"), data.resolve("logs/cassandra"))) {
      try (Stream<Path> all = Files.walk(top)) {
        assertThat(all.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(password));
      }
    }
  }
}
