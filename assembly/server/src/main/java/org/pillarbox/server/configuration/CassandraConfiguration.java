package org.pillarbox.server.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where mail is kept.
 *
 * @param embedded whether the appliance runs Cassandra itself
 * @param heap heap of the embedded one
 * @param contactPoints {@code host:port} of a cluster of your own, when not embedded
 * @param datacenter its local data centre
 * @param user its user
 * @param passwordFile file whose first line is that user's password
 */
public record CassandraConfiguration(
    @Meaning("Whether the appliance runs Cassandra itself.") boolean embedded,
    @Meaning("Heap of the embedded Cassandra.") DataSize heap,
    @Meaning("host:port of each contact point of a cluster of your own; embedded must be off.")
        List<String> contactPoints,
    @Meaning("The local data centre of a cluster of your own.") String datacenter,
    @Meaning("User of a cluster of your own.") Optional<String> user,
    @Meaning("File whose first line is that user's password.") Optional<Path> passwordFile) {
  /** An embedded one with a small heap. */
  public static CassandraConfiguration defaults() {
    return new CassandraConfiguration(
        true,
        DataSize.megabytes(320),
        List.of(),
        "datacenter1",
        Optional.empty(),
        Optional.empty());
  }

  /** Refuses a cluster without contact points, and contact points that nobody would use. */
  public CassandraConfiguration {
    contactPoints = List.copyOf(contactPoints);
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
    if (!embedded && contactPoints.isEmpty()) {
      throw new IllegalArgumentException(
          "contactPoints is empty; name at least one host:port, because embedded is off");
    }
    if (embedded && !contactPoints.isEmpty()) {
      throw new IllegalArgumentException(
          "contactPoints is given, but embedded is on; write embedded: off to use it");
    }
  }
}
