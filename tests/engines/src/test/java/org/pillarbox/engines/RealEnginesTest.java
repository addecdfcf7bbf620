package org.pillarbox.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pillarbox.engines.testing.Cql;
import org.pillarbox.engines.testing.FreePorts;
import org.pillarbox.engines.testing.ShortLived;
import org.pillarbox.engines.testing.TestDirectories;

/** Both engines as an appliance has them: side by side, killed, commanded, stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEnginesTest {
  private static final Duration BACK = Duration.ofMinutes(2);

  private final Path data = TestDirectories.create();
  private final CassandraConfiguration cassandraPorts =
      CassandraConfiguration.defaults()
          .withPorts(FreePorts.next(), FreePorts.next())
          .withJvmOptions(ShortLived.JVM_OPTIONS);
  private final OpenSearchConfiguration opensearchPorts =
      OpenSearchConfiguration.defaults()
          .withPorts(FreePorts.next(), FreePorts.next())
          .withJvmOptions(ShortLived.JVM_OPTIONS);
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

  @Nested
  class ItsCassandra {
    @Test
    void itsOneLoginWorks() {
      try (CqlSession session = Cql.session(cassandra.endpoint())) {
        assertThat(session.execute("SELECT role FROM system_auth.roles").all())
            .extracting(row -> row.getString("role"))
            .containsExactly(cassandra.endpoint().user());
      }
    }

    @Test
    void theWellKnownLoginIsRefused() {
      assertThatThrownBy(() -> Cql.session(cassandra.endpoint(), "cassandra", "cassandra"))
          .isInstanceOf(AllNodesFailedException.class)
          .hasMessageContaining("incorrect");
    }
  }

  @Nested
  class ItsOpenSearch {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String send(String method, String path, String body)
        throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(opensearch.endpoint().uri().resolve(path))
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void theAddedModulesAreThere() throws IOException, InterruptedException {
      String nodes = send("GET", "/_nodes/plugins", "");

      assertThat(nodes)
          .contains(
              "\"lang-painless\"",
              "\"analysis-common\"",
              "\"reindex\"",
              "\"mapper-extras\"",
              "\"transport-netty4\"");
    }

    @Test
    void addressesAreTokensForTheAnalyzer() throws IOException, InterruptedException {
      String tokens =
          send(
              "POST",
              "/_analyze",
              "{\"tokenizer\":\"uax_url_email\",\"filter\":[\"lowercase\",\"asciifolding\"],"
                  + "\"text\":\"J\u00f6rg@Example.org caf\u00e9\"}");

      assertThat(tokens).contains("\"cafe\"");
    }

    @Test
    void whatAQueryFindsIsUpdatedAndDeletedByQuery() throws IOException, InterruptedException {
      send("PUT", "/byquery", "{\"settings\":{\"number_of_replicas\":0}}");
      send("PUT", "/byquery/_doc/1?refresh=true", "{\"n\":1}");

      String updated =
          send(
              "POST",
              "/byquery/_update_by_query?refresh=true",
              "{\"script\":{\"source\":\"ctx._source.n += params.by\",\"params\":{\"by\":41}}}");
      String found = send("GET", "/byquery/_doc/1", "");
      String deleted =
          send(
              "POST",
              "/byquery/_delete_by_query?refresh=true",
              "{\"query\":{\"term\":{\"n\":42}}}");

      assertThat(updated).contains("\"updated\":1");
      assertThat(found).contains("\"n\":42");
      assertThat(deleted).contains("\"deleted\":1");
    }

    @Test
    void anIndexThatNobodyMadeIsNotMadeByWriting() throws IOException, InterruptedException {
      assertThat(send("PUT", "/typo/_doc/1", "{}")).contains("index_not_found_exception");
    }
  }
}
