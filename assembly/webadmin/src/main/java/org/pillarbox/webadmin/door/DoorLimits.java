package org.pillarbox.webadmin.door;

import java.time.Duration;

/**
 * What one client may ask of the door. A client is an IPv4 address or an IPv6 /64.
 *
 * @param headerBytes of one request, all headers together; 431 beyond
 * @param requestLineBytes method, path and query; 414 beyond
 * @param adminBodyBytes of a request to the REST API; 413 beyond
 * @param jmapBodyBytes of a JMAP request or upload; 413 beyond
 * @param connections at the same time, of all clients; closed at once beyond
 * @param connectionsPerClient at the same time
 * @param requestsPerSecond that a client may keep up; 429 beyond
 * @param requestBurst that a client may send at once
 * @param failedLoginBurst wrong JMAP passwords that a client may send at once; 429 beyond
 * @param failedLoginRefill after how long it may send one more
 * @param backendTimeout how long James may stay silent before the answer is 504
 * @param streamSilence how long an event stream or web socket may stay silent before it is closed
 * @param readTimeout how long a client may stay silent in the middle of a request
 * @param requestTimeout how long a client may take to send one whole request
 * @param idleTimeout how long a connection may stay open between requests
 */
public record DoorLimits(
    int headerBytes,
    int requestLineBytes,
    long adminBodyBytes,
    long jmapBodyBytes,
    int connections,
    int connectionsPerClient,
    int requestsPerSecond,
    int requestBurst,
    int failedLoginBurst,
    Duration failedLoginRefill,
    Duration backendTimeout,
    Duration streamSilence,
    Duration readTimeout,
    Duration requestTimeout,
    Duration idleTimeout) {

  public DoorLimits {
    between("headerBytes", headerBytes, 1024, 1024 * 1024);
    between("requestLineBytes", requestLineBytes, 256, 64 * 1024);
    between("adminBodyBytes", adminBodyBytes, 1024, 1L << 30);
    between("jmapBodyBytes", jmapBodyBytes, 1024, 1L << 30);
    between("connections", connections, 1, 100_000);
    between("connectionsPerClient", connectionsPerClient, 1, 100_000);
    between("requestsPerSecond", requestsPerSecond, 1, 100_000);
    between("requestBurst", requestBurst, 1, 100_000);
    between("failedLoginBurst", failedLoginBurst, 1, 1000);
    positive("failedLoginRefill", failedLoginRefill);
    positive("backendTimeout", backendTimeout);
    positive("streamSilence", streamSilence);
    positive("readTimeout", readTimeout);
    positive("requestTimeout", requestTimeout);
    positive("idleTimeout", idleTimeout);
  }

  /** What a small appliance gets along with; 50 MB is the message size of the mail protocols. */
  public static DoorLimits defaults() {
    return new DoorLimits(
        16 * 1024,
        8 * 1024,
        1024 * 1024,
        50L * 1024 * 1024,
        500,
        50,
        50,
        200,
        10,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60));
  }

  /** The same with another bound for JMAP. */
  public DoorLimits withJmapBodyBytes(long bytes) {
    return new DoorLimits(
        headerBytes,
        requestLineBytes,
        adminBodyBytes,
        bytes,
        connections,
        connectionsPerClient,
        requestsPerSecond,
        requestBurst,
        failedLoginBurst,
        failedLoginRefill,
        backendTimeout,
        streamSilence,
        readTimeout,
        requestTimeout,
        idleTimeout);
  }

  private static void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not allowed; allowed are " + least + " to " + most);
    }
  }

  private static void positive(String field, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " is not allowed; allowed is more than zero, up to one day");
    }
  }
}
