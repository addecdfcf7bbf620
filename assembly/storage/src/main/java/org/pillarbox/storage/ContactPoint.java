package org.pillarbox.storage;

import com.google.common.net.HostAndPort;

/**
 * One node of the cluster.
 *
 * @param host name or literal address
 * @param port of the native protocol, 1 to 65535
 */
public record ContactPoint(String host, int port) {

  /**
   * Reads {@code host:port}; an IPv6 address stands in brackets.
   *
   * @param text what the admin wrote
   * @return the node
   * @throws IllegalArgumentException if there is no host or no port, saying what was written
   */
  public static ContactPoint parse(String text) {
    HostAndPort parsed = HostAndPort.fromString(text);
    if (parsed.getHost().isEmpty() || !parsed.hasPort() || parsed.getPort() == 0) {
      throw new IllegalArgumentException(
          "storage: contactPoints contains '%s'; allowed: host:port".formatted(text));
    }
    return new ContactPoint(parsed.getHost(), parsed.getPort());
  }
}
