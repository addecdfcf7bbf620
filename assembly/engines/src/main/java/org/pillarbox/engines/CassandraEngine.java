package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded Cassandra: one node on 127.0.0.1, with one login that the caller chooses and no JMX.
 * See ADR-0002.
 */
public final class CassandraEngine implements Engine {
  private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(1);

  private final Supervisor supervisor;
  private final ControlClient control;
  private final Endpoint endpoint;

  /**
   * Nothing happens before {@link #start}.
   *
   * @param tree the programs
   * @param data the appliance's data directory
   * @param credentials set anew at each start, so they may change between starts
   */
  public CassandraEngine(
      EngineTree tree, Path data, CassandraConfiguration configuration, Credentials credentials) {
    CassandraRecipe recipe = new CassandraRecipe(configuration, credentials);
    this.supervisor = new Supervisor(recipe, tree, data);
    this.control = new ControlClient(CassandraRecipe.socket(supervisor.directories()));
    this.endpoint =
        new Endpoint(
            Loopback.ADDRESS, configuration.port(), credentials.user(), credentials.password());
  }

  /** Where and as whom to talk CQL to it. */
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public String name() {
    return supervisor.name();
  }

  @Override
  public void start(Progress progress) {
    supervisor.start(progress);
  }

  @Override
  public EngineStatus status() {
    return supervisor.status();
  }

  @Override
  public void stop(Duration timeout) {
    supervisor.stop(timeout);
  }

  /**
   * Writes what is in memory to table files.
   *
   * @throws EngineException when it is not running or refuses
   */
  public void flush() {
    command("flush");
  }

  /**
   * Links the present table files of all keyspaces aside, under {@code snapshots/TAG} of each
   * table.
   *
   * @param tag 1 to 64 letters, digits, underscores or hyphens
   * @throws EngineException when it is not running or refuses
   */
  public void snapshot(String tag) {
    command("snapshot " + tag);
  }

  /**
   * Removes a snapshot.
   *
   * @throws EngineException when it is not running or refuses
   */
  public void clearSnapshot(String tag) {
    command("clear " + tag);
  }

  /**
   * Stops taking writes and flushes everything; only a restart takes writes again.
   *
   * @throws EngineException when it is not running or refuses
   */
  public void drain() {
    command("drain");
  }

  private void command(String line) {
    try {
      control.ask(line, COMMAND_TIMEOUT);
    } catch (IOException e) {
      throw new EngineException(name() + " did not do \"" + line + "\": " + e.getMessage(), e);
    }
  }

  /**
   * Where and as whom to talk to Cassandra.
   *
   * @param host an address
   * @param port for CQL
   * @param user the one login
   * @param password of that login
   */
  public record Endpoint(String host, int port, String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Endpoint[" + user + " at " + host + ":" + port + "]";
    }
  }
}
