package org.pillarbox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pillarbox.engines.testing.ShortLived;

/** Starts the real engines in a JVM of its own, to be killed. */
public final class ParentOfBoth {
  static final String READY = "ready ";

  private ParentOfBoth() {}

  /** Takes a data directory and four ports; waits for its input's end. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    CassandraEngine cassandra =
        new CassandraEngine(
            EngineTree.locate(),
            data,
            CassandraConfiguration.defaults()
                .withPorts(Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .withJvmOptions(ShortLived.JVM_OPTIONS),
            Credentials.random("pillarbox"));
    OpenSearchEngine opensearch =
        new OpenSearchEngine(
            EngineTree.locate(),
            data,
            OpenSearchConfiguration.defaults()
                .withPorts(Integer.parseInt(args[3]), Integer.parseInt(args[4]))
                .withJvmOptions(ShortLived.JVM_OPTIONS));
    new Engines(List.of(cassandra, opensearch)).start(System.out::println);
    System.out.println(READY + cassandra.status().pid() + " " + opensearch.status().pid());
    while (System.in.read() >= 0) {
      // To be killed here.
    }
  }
}
