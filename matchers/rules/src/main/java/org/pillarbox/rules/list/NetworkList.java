package org.pillarbox.rules.list;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.TreeSet;

/** A list of networks: one look-up for each length of prefix that occurs in it. */
final class NetworkList extends IndexedList implements ListBuilder {
  private final Expiring<Key> networks = new Expiring<>();
  private final TreeSet<Integer> prefixes4 = new TreeSet<>();
  private final TreeSet<Integer> prefixes6 = new TreeSet<>();

  /** A network's first bytes; those of IPv4 stand in the lower half. */
  private record Key(int length, int prefix, long high, long low) {
    static Key of(byte[] address, int prefix) {
      ByteBuffer bytes = ByteBuffer.wrap(Network.masked(address, prefix));
      return address.length == 4
          ? new Key(4, prefix, 0, bytes.getInt())
          : new Key(16, prefix, bytes.getLong(), bytes.getLong());
    }
  }

  @Override
  public void add(ListEntry entry) {
    Network network = Network.of(entry.value());
    byte[] bytes = network.bytes();
    (bytes.length == 4 ? prefixes4 : prefixes6).add(network.prefix());
    networks.put(Key.of(bytes, network.prefix()), ListBuilder.end(entry));
  }

  @Override
  public ListLookup build() {
    return this;
  }

  @Override
  public ListKind kind() {
    return ListKind.NETWORKS;
  }

  @Override
  public boolean containsClient(InetAddress client, Instant at) {
    byte[] bytes = client.getAddress();
    for (int prefix : bytes.length == 4 ? prefixes4 : prefixes6) {
      if (networks.contains(Key.of(bytes, prefix), at)) {
        return true;
      }
    }
    return false;
  }
}
