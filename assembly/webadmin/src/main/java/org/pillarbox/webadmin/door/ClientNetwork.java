package org.pillarbox.webadmin.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who counts as one client: an IPv4 address, or an IPv6 /64, since whoever has one address of it
 * has all.
 */
record ClientNetwork(String text) {
  static ClientNetwork of(Optional<? extends SocketAddress> remote) {
    return remote
        .filter(InetSocketAddress.class::isInstance)
        .map(address -> ((InetSocketAddress) address).getAddress())
        .map(ClientNetwork::of)
        .orElse(new ClientNetwork("unknown"));
  }

  private static ClientNetwork of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return new ClientNetwork(address.getHostAddress());
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, 8, 16, (byte) 0);
    try {
      return new ClientNetwork(InetAddress.getByAddress(network).getHostAddress() + "/64");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
