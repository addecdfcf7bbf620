package org.pillarbox.server.configuration;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A network that may send without logging in.
 *
 * @param network address or CIDR block, IPv4 or IPv6, never the whole Internet
 * @param from addresses, or domains written {@code @example.org}, that it may send as (envelope and
 *     header From); at least one
 */
public record RelayNetwork(
    @Meaning("Address or CIDR block.") String network,
    @Meaning("Addresses or @domains that it may send as.") List<String> from) {
  private static final Pattern IPV4 =
      Pattern.compile(
          "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)(/([1-9]|[12]\\d|3[0-2]))?");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}(/([1-9]|[1-9]\\d|1[01]\\d|12[0-8]))?");

  /** Refuses networks without senders, and what is not a network. */
  public RelayNetwork {
    if (!IPV4.matcher(network).matches() && !IPV6.matcher(network).matches()) {
      throw new IllegalArgumentException(
          "network \"" + network + "\" is not a network such as 10.1.2.0/24 or 2001:db8::/64");
    }
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "from is empty; name the addresses that "
              + network
              + " may send as, or a domain as @example.org");
    }
    from =
        from.stream()
            .map(
                sender ->
                    sender.startsWith("@")
                        ? "@" + Checks.domain("from", sender.substring(1))
                        : Checks.address("from", sender))
            .toList();
  }
}
