package org.pillarbox.server.configuration;

/**
 * What finds mail by its words: the OpenSearch that the appliance runs itself.
 *
 * @param heap its heap
 */
public record OpenSearchConfiguration(@Meaning("Heap of OpenSearch.") DataSize heap) {
  /** A small heap. */
  public static OpenSearchConfiguration defaults() {
    return new OpenSearchConfiguration(DataSize.megabytes(256));
  }

  /** Refuses a heap that OpenSearch does not start with. */
  public OpenSearchConfiguration {
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
  }
}
