package org.pillarbox.search;

import java.net.URI;
import java.time.Duration;

/**
 * What an admin may set about the message index.
 *
 * @param endpoint address of OpenSearch's HTTP door, for example {@code http://127.0.0.1:9200}; one
 *     without credentials, so loopback or a private network only
 * @param alias name by which searches and writes reach the index; the index itself is called {@code
 *     <alias>-v<mapping version>-<number>}
 * @param shards primary shards of a new index
 * @param replicas copies of each shard; 0 on one node, else the index never turns green
 * @param refreshInterval how long a written document may stay unseen by searches
 * @param requestTimeout how long one request to OpenSearch may take before it counts as away
 * @param bulkDocuments most changes written in one request
 * @param bulkBytes size in bytes above which a write request is sent even if it holds fewer changes
 * @param pageSize hits read per request while a search is paged through; at most 10,000
 * @param readers messages read and parsed side by side
 * @param readBytes bytes of messages held in memory while they are parsed, all readers together
 * @param maxTextCharacters characters of text indexed per message, headers, body and attachments
 *     each
 * @param retryFrom first pause after OpenSearch did not answer; doubled each time
 * @param retryTo longest pause between two tries
 * @param attachments how attachments are turned into text
 */
public record SearchConfiguration(
    String endpoint,
    String alias,
    int shards,
    int replicas,
    Duration refreshInterval,
    Duration requestTimeout,
    int bulkDocuments,
    int bulkBytes,
    int pageSize,
    int readers,
    int readBytes,
    int maxTextCharacters,
    Duration retryFrom,
    Duration retryTo,
    Attachments attachments) {

  /**
   * How attachments (PDF, office formats) are turned into text, in a small process of its own.
   *
   * @param enabled false leaves the text of PDF and office attachments out of the index; their
   *     names stay in
   * @param timeout time for one attachment; over it the process is ended and the message is indexed
   *     without that text
   * @param maxBytes attachments larger than this are not read
   * @param heapMegabytes heap of the process, in MB
   * @param idle after so long without work the process is ended, so that it costs no memory
   */
  public record Attachments(
      boolean enabled, Duration timeout, int maxBytes, int heapMegabytes, Duration idle) {
    /** Checks the bounds. */
    public Attachments {
      positive("attachments.timeout", timeout);
      between("attachments.maxBytes", maxBytes, 1, 1 << 30);
      between("attachments.heapMegabytes", heapMegabytes, 32, 4096);
      positive("attachments.idle", idle);
    }

    /** On, 10 s and 25 MB per attachment, 128 MB heap, ended after a minute without work. */
    public static Attachments defaults() {
      return new Attachments(true, Duration.ofSeconds(10), 25 << 20, 128, Duration.ofMinutes(1));
    }
  }

  /** Checks the bounds. */
  public SearchConfiguration {
    if (!endpoint.contains("://")) {
      throw notAnAddress(endpoint);
    }
    URI uri = URI.create(endpoint);
    if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || uri.getHost() == null) {
      throw notAnAddress(endpoint);
    }
    if (!alias.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "alias: '" + alias + "' must be small letters, digits and '-', a letter first, up to 64");
    }
    between("shards", shards, 1, 64);
    between("replicas", replicas, 0, 8);
    positive("refreshInterval", refreshInterval);
    positive("requestTimeout", requestTimeout);
    between("bulkDocuments", bulkDocuments, 1, 10_000);
    between("bulkBytes", bulkBytes, 1024, 50 << 20);
    between("pageSize", pageSize, 10, 10_000);
    between("readers", readers, 1, 64);
    between("readBytes", readBytes, 1 << 20, 1 << 30);
    between("maxTextCharacters", maxTextCharacters, 1_000, 20_000_000);
    positive("retryFrom", retryFrom);
    positive("retryTo", retryTo);
  }

  /** One embedded node at the given address. */
  public static SearchConfiguration defaults(String endpoint) {
    return new SearchConfiguration(
        endpoint,
        "pillarbox-messages",
        1,
        0,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        200,
        2 << 20,
        5_000,
        4,
        64 << 20,
        1_000_000,
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Attachments.defaults());
  }

  private static IllegalArgumentException notAnAddress(String endpoint) {
    return new IllegalArgumentException(
        "endpoint: '" + endpoint + "' is not an address such as http://127.0.0.1:9200");
  }

  private static void positive(String field, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(field + ": " + value + " must be longer than zero");
    }
  }

  private static void between(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          field + ": " + value + " must be between " + low + " and " + high);
    }
  }
}
