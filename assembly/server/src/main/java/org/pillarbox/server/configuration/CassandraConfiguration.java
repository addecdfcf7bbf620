package org.pillarbox.server.configuration;

import java.util.List;
import org.pillarbox.engines.JvmOptions;

/**
 * Where mail is kept: in the Cassandra that the appliance runs itself.
 *
 * @param heap its heap
 * @param jvmOptions further options of its JVM, each beginning with -X or -D
 */
public record CassandraConfiguration(
    @Meaning("Heap of Cassandra.") DataSize heap,
    @Meaning("Further options of its JVM, such as -Xlog:gc.") List<String> jvmOptions) {
  /** A small heap. */
  public static CassandraConfiguration defaults() {
    return new CassandraConfiguration(DataSize.megabytes(320), List.of());
  }

  /** Refuses a heap that Cassandra does not start with, and what is no option. */
  public CassandraConfiguration {
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
    jvmOptions = JvmOptions.checked("jvmOptions", jvmOptions);
  }
}
