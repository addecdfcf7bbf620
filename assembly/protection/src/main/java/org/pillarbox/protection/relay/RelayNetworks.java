package org.pillarbox.protection.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.pillarbox.protection.Network;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.sendas.SendAsGrant;

/**
 * The networks that may relay, asked by client address. The first network that holds the client
 * decides; nothing is allowed by being local: behind a proxy every client is 127.0.0.1.
 */
public final class RelayNetworks {
  private record Entry(Network network, Set<SendAsGrant> senders) {}

  private final List<Entry> entries;

  @Inject
  public RelayNetworks(ProtectionConfiguration configuration) {
    this.entries =
        configuration.relay().stream()
            .map(
                relay ->
                    new Entry(
                        Network.parse(relay.network()),
                        relay.from().stream()
                            .map(SendAsGrant::parse)
                            .collect(Collectors.toUnmodifiableSet())))
            .toList();
  }

  /**
   * The sender addresses the client may use without a login, or empty when it may not relay at all.
   */
  public Optional<Set<SendAsGrant>> sendersOf(InetAddress client) {
    return entries.stream()
        .filter(entry -> entry.network().contains(client))
        .map(Entry::senders)
        .findFirst();
  }
}
