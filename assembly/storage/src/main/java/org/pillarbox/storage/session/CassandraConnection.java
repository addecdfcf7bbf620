package org.pillarbox.storage.session;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.pillarbox.storage.ContactPoint;
import org.pillarbox.storage.StorageConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The one connection to Cassandra, on the installation's keyspace, which is made if it is not
 * there. The tables are not: ask Guice for {@link CqlSession} to get a session whose schema is
 * complete.
 *
 * <p>James' own provider is not used: it pings with {@code dateof(now())}, which Cassandra 5 does
 * not know, and then tries for ever.
 */
@Singleton
public class CassandraConnection {
  private static final Logger LOGGER = LoggerFactory.getLogger(CassandraConnection.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
  private static final Duration LAST_TRY = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final StatementFailures failures = new StatementFailures();
  private final CqlSession session;

  /**
   * Connects, trying with back-off until Cassandra answers or the start timeout is over.
   *
   * @param configuration where and how
   * @throws CassandraUnavailableException if Cassandra did not answer in time; the cause is the
   *     last failure
   */
  @Inject
  public CassandraConnection(StorageConfiguration configuration) {
    this.session = connectWithBackOff(configuration);
  }

  /**
   * The session on the keyspace.
   *
   * @return a session, open until {@link #close()}
   */
  public CqlSession session() {
    return session;
  }

  /** What failed on it. */
  public StatementFailures failures() {
    return failures;
  }

  /** Closes the session. Called last at stop, since everything else was made after it. */
  @PreDestroy
  public void close() {
    try {
      session
          .closeAsync()
          .toCompletableFuture()
          .get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      session.forceCloseAsync();
    } catch (ExecutionException | TimeoutException e) {
      LOGGER.warn("The connection to Cassandra did not close in {}, it is cut", CLOSE_TIMEOUT, e);
      session.forceCloseAsync();
    }
  }

  private CqlSession connectWithBackOff(StorageConfiguration configuration) {
    Instant deadline = Instant.now().plus(configuration.startTimeout());
    return Mono.fromCallable(() -> connect(configuration))
        .retryWhen(
            Retry.backoff(Long.MAX_VALUE, FIRST_DELAY)
                .maxBackoff(LONGEST_DELAY)
                .scheduler(Schedulers.boundedElastic())
                .filter(e -> e instanceof DriverException && Instant.now().isBefore(deadline))
                .doBeforeRetry(retry -> logRetry(configuration, retry.failure())))
        .onErrorMap(DriverException.class, e -> new CassandraUnavailableException(configuration, e))
        .blockOptional(configuration.startTimeout().plus(LAST_TRY))
        .orElseThrow();
  }

  private static void logRetry(StorageConfiguration configuration, Throwable failure) {
    LOGGER.info(
        "Cassandra at {} does not answer yet, trying again: {}",
        configuration.contactPoints(),
        failure.getMessage());
  }

  private CqlSession connect(StorageConfiguration configuration) {
    try {
      return ping(builder(configuration).withKeyspace(configuration.keyspace()).build());
    } catch (InvalidKeyspaceException e) {
      LOGGER.info("Keyspace {} is not there yet, it is made", configuration.keyspace());
      createKeyspace(configuration);
      return ping(builder(configuration).withKeyspace(configuration.keyspace()).build());
    }
  }

  private void createKeyspace(StorageConfiguration configuration) {
    try (CqlSession session = builder(configuration).build()) {
      // Else the answer waits until the driver has read the schema back.
      session.setSchemaMetadataEnabled(false);
      session.execute(SimpleStatement.newInstance(keyspaceStatement(configuration)));
    }
  }

  private static String keyspaceStatement(StorageConfiguration configuration) {
    return "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d} AND durable_writes = true"
        .formatted(
            CqlIdentifier.fromInternal(configuration.keyspace()).asCql(true),
            configuration.localDatacenter().replace("'", "''"),
            configuration.replicationFactor());
  }

  private CqlSessionBuilder builder(StorageConfiguration configuration) {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .withConfigLoader(DriverSettings.loader(configuration))
            .addRequestTracker(failures)
            .withLocalDatacenter(configuration.localDatacenter());
    configuration.contactPoints().stream()
        .map(ContactPoint::parse)
        .map(point -> new InetSocketAddress(point.host(), point.port()))
        .forEach(builder::addContactPoint);
    configuration
        .user()
        .ifPresent(
            user -> builder.withAuthCredentials(user, configuration.password().orElseThrow()));
    return builder;
  }

  /** A connection that is open does not yet mean that the node answers. */
  private static CqlSession ping(CqlSession session) {
    try {
      session.execute("SELECT release_version FROM system.local");
      return session;
    } catch (DriverException e) {
      session.forceCloseAsync();
      throw e;
    }
  }
}
