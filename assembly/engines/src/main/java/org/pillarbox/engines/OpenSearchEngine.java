package org.pillarbox.engines;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded OpenSearch: one node on 127.0.0.1 without a login. What it holds can be rebuilt, and
 * nothing that matters is decided by it. See ADR-0003 for what protects it.
 */
public final class OpenSearchEngine implements Engine {
  private final Supervisor supervisor;
  private final Endpoint endpoint;

  /**
   * Nothing happens before {@link #start}.
   *
   * @param tree the programs
   * @param data the appliance's data directory
   */
  public OpenSearchEngine(EngineTree tree, Path data, OpenSearchConfiguration configuration) {
    URI uri = URI.create("http://" + Loopback.ADDRESS + ":" + configuration.port());
    this.supervisor = new Supervisor(new OpenSearchRecipe(configuration, uri), tree, data);
    this.endpoint = new Endpoint(uri);
  }

  /** Where to talk HTTP to it. */
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public String name() {
    return supervisor.name();
  }

  /**
   * Starts it, or says that it does not start and goes on trying: nothing but search waits for it.
   */
  @Override
  public void start(Progress progress) {
    supervisor.startOrKeepTrying(progress);
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
   * Where to talk to OpenSearch.
   *
   * @param uri scheme, host and port, without a path
   */
  public record Endpoint(URI uri) {}
}
