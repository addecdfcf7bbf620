package org.pillarbox.server.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What finds mail by its words.
 *
 * @param embedded whether the appliance runs OpenSearch itself
 * @param heap heap of the embedded one
 * @param addresses URLs of a cluster of your own, when not embedded
 * @param user its user
 * @param passwordFile file whose first line is that user's password
 */
public record OpenSearchConfiguration(
    @Meaning("Whether the appliance runs OpenSearch itself.") boolean embedded,
    @Meaning("Heap of the embedded OpenSearch.") DataSize heap,
    @Meaning("https://host:port of each node of a cluster of your own; embedded must be off.")
        List<String> addresses,
    @Meaning("User of a cluster of your own.") Optional<String> user,
    @Meaning("File whose first line is that user's password.") Optional<Path> passwordFile) {
  /** An embedded one with a small heap. */
  public static OpenSearchConfiguration defaults() {
    return new OpenSearchConfiguration(
        true, DataSize.megabytes(256), List.of(), Optional.empty(), Optional.empty());
  }

  /** Refuses a cluster without addresses, and addresses that nobody would use. */
  public OpenSearchConfiguration {
    addresses = List.copyOf(addresses);
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
    if (!embedded && addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "addresses is empty; name at least one URL, because embedded is off");
    }
    if (embedded && !addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "addresses is given, but embedded is on; write embedded: off to use it");
    }
  }
}
