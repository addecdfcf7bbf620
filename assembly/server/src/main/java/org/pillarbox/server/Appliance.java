package org.pillarbox.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.james.GuiceJamesServer;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.Credentials;
import org.pillarbox.engines.EngineTree;
import org.pillarbox.engines.Engines;
import org.pillarbox.engines.OpenSearchEngine;
import org.pillarbox.engines.Progress;
import org.pillarbox.queue.DeliveryGate;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole appliance in this process and its children: engines, James, the HTTPS door. It is ready
 * only after it has sent itself a message and found it again.
 */
public final class Appliance implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Appliance.class);
  private static final Duration ENGINES_STOP = Duration.ofSeconds(15);

  static {
    // James would end the whole process when it can't start, and with it the report of why and the
    // engines' orderly end.
    System.setProperty("james.exit.on.startup.error", "false");
    // Else every connection waits for a reverse DNS look-up that only a log line needs.
    System.setProperty("james.protocols.mdc.hostname", "false");
  }

  private final Engines engines;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private GuiceJamesServer james;

  private Appliance(Engines engines) {
    this.engines = engines;
  }

  /**
   * Starts everything, in order, and returns when the self-test has passed.
   *
   * @param configuration what the administrator set
   * @param root the data directory
   * @param environment where the variable that presets the first password is looked up
   * @param progress told of each step
   * @throws IOException with what did not start, and why; nothing is left running then
   */
  public static Appliance start(
      PillarboxConfiguration configuration,
      Path root,
      Map<String, String> environment,
      Progress progress)
      throws IOException {
    DataDirectory data = new DataDirectory(root);
    data.prepare();
    empty(data.temporary());
    Secrets secrets = new Secrets(data.secrets());
    EngineTree tree = EngineTree.locate();
    CassandraEngine cassandra =
        new CassandraEngine(
            tree,
            data.root(),
            EngineSettings.cassandra(configuration),
            new Credentials("pillarbox", secrets.get("cassandra")));
    OpenSearchEngine openSearch =
        new OpenSearchEngine(tree, data.root(), EngineSettings.openSearch(configuration));
    Appliance appliance = new Appliance(new Engines(List.of(cassandra, openSearch)));
    try {
      appliance.engines.start(progress);
      appliance.boot(
          configuration,
          data,
          secrets,
          cassandra.endpoint(),
          openSearch.endpoint().uri(),
          environment,
          progress);
      return appliance;
    } catch (Exception e) {
      appliance.close();
      throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
  }

  private void boot(
      PillarboxConfiguration configuration,
      DataDirectory data,
      Secrets secrets,
      CassandraEngine.Endpoint cassandra,
      URI openSearch,
      Map<String, String> environment,
      Progress progress)
      throws Exception {
    String hostname = configuration.hostname(MachineName.own());
    Certificates.Pem certificate = certificate(configuration, data, hostname);
    progress.step("James");
    JamesSettings settings = new JamesSettings(configuration, hostname, certificate);
    new ConfigurationTemplates(DataDirectory.jamesTemplates())
        .render(settings.values(), data.jamesConfiguration());
    DeliveryGate gate = DeliveryGate.closed();
    james =
        new Composition(data, new RoomSettings(configuration, data))
            .compose(cassandra, openSearch, engines, certificate, gate);
    james.start();
    james.getProbe(DoubtfulSpool.class).look();
    gate.open();
    progress.step("Accounts");
    Provisioning provisioning = james.getProbe(Provisioning.class);
    new FirstRun(data, secrets, environment).provision(configuration, provisioning);
    selfTest(configuration, secrets, provisioning, certificate, progress);
    james.getProbe(ReadinessProbe.class).ready(true);
  }

  private static Certificates.Pem certificate(
      PillarboxConfiguration configuration, DataDirectory data, String hostname)
      throws IOException {
    if (configuration.tls().certificate().isPresent()) {
      return new Certificates.Pem(
          configuration.tls().certificate().get(), configuration.tls().key().orElseThrow());
    }
    return new Certificates(data.tls(), Clock.systemUTC()).selfSigned(hostname);
  }

  private void selfTest(
      PillarboxConfiguration configuration,
      Secrets secrets,
      Provisioning provisioning,
      Certificates.Pem certificate,
      Progress progress)
      throws IOException {
    Optional<SelfTest.Door> submission = door(configuration, "submission", "submissions");
    Optional<SelfTest.Door> imap = door(configuration, "imap", "imaps");
    if (submission.isEmpty() || imap.isEmpty()) {
      progress.step("No self-test: submission or IMAP is switched off");
      return;
    }
    boolean search =
        engines.status().stream()
            .allMatch(status -> !status.name().equals("opensearch") || status.ready());
    progress.step(search ? "Self-test" : "Self-test, without search: OpenSearch does not run");
    // The name is fixed: a start that was cut short during the test leaves an account that this one
    // removes.
    String address = "pillarbox-self-test@" + configuration.mainDomain();
    String password = secrets.random();
    provisioning.removeAccount(address);
    provisioning.account(address, password);
    try {
      SelfTest.Result result =
          new SelfTest(
                  new SelfTest.Account(
                      submission.get(), imap.get(), address, password, certificate.chain(), search))
              .run(secrets.random());
      LOGGER.info(
          "self-test passed: sent and read in {} ms, found by search after {} ms",
          result.sentAndRead().toMillis(),
          result.foundBySearch().toMillis());
    } finally {
      provisioning.removeAccount(address);
    }
  }

  /** The listener with STARTTLS or, where that is off, the one with TLS from the start. */
  private static Optional<SelfTest.Door> door(
      PillarboxConfiguration configuration, String startTls, String tlsFromStart) {
    Optional<SelfTest.Door> first =
        listener(configuration, startTls).map(port -> new SelfTest.Door(port, false));
    return first.or(
        () -> listener(configuration, tlsFromStart).map(port -> new SelfTest.Door(port, true)));
  }

  private static Optional<Integer> listener(PillarboxConfiguration configuration, String name) {
    return configuration.listeners().stream()
        .filter(listener -> listener.key().equals("ports." + name))
        .map(Listener::port)
        .findFirst();
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Returns when the appliance has stopped. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /**
   * Stops in order: ports first, then James, then the engines side by side. Doing it twice is
   * harmless.
   */
  @Override
  public synchronized void close() {
    try {
      if (james != null) {
        // One that failed to start has no probes, and what it failed with must not be hidden.
        if (james.isStarted()) {
          james.getProbe(ReadinessProbe.class).ready(false);
        }
        james.stop();
        james = null;
      }
    } finally {
      engines.stop(ENGINES_STOP);
      stopped.countDown();
    }
  }
}
