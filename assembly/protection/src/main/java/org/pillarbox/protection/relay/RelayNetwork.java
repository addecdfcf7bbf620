package org.pillarbox.protection.relay;

import java.util.List;
import org.pillarbox.protection.Network;
import org.pillarbox.protection.sendas.SendAsGrant;

/**
 * A network that may send to other domains without a login, such as a printer's.
 *
 * @param network an address or a network in CIDR notation, IPv4 or IPv6: {@code 192.0.2.7}, {@code
 *     192.0.2.0/28}
 * @param from the sender addresses that it may use, each {@code name@domain} or {@code @domain}; at
 *     least one
 */
public record RelayNetwork(String network, List<String> from) {
  public RelayNetwork {
    Network.parse(network);
    from = List.copyOf(from);
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "relay.networks "
              + network
              + " has no 'from': name the sender addresses it may use, such as @example.org");
    }
    from.forEach(SendAsGrant::parse);
  }
}
