package org.pillarbox.actions;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * Which servers take mail for a domain, RFC 5321 section 5: what a rule has said of the mail, else
 * the smarthost if there is one, else by MX, else the domain's own address. Remembers for a minute
 * which servers did not answer, so that a thousand mails for a dead one do not each wait.
 */
final class Routes {
  private static final int MOST_SERVERS = 6;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration DEAD_FOR = Duration.ofSeconds(60);

  private final DNSService dns;
  private final OutboundSettings settings;
  private final Clock clock;
  private final Map<Transaction.Server, Long> deadUntil = new ConcurrentHashMap<>();

  Routes(DNSService dns, OutboundSettings settings, Clock clock) {
    this.dns = dns;
    this.settings = settings;
    this.clock = clock;
  }

  /** Where to. */
  sealed interface Route {
    /**
     * These, in this order; those known to be dead left out.
     *
     * @param smarthost if they are its addresses: to no others goes its password
     */
    record Servers(List<Transaction.Server> servers, Optional<OutboundSettings.Smarthost> smarthost)
        implements Route {}

    /** A rule names a smarthost that the settings don't. */
    record NoSuchSmarthost(String name) implements Route {}

    /** The domain says that it takes no mail, RFC 7505. */
    record NoMail() implements Route {}

    /** There is no such domain, or none of its servers has an address. */
    record NotFound() implements Route {}
  }

  Route to(Domain domain, Optional<Onward> onward) throws TemporaryResolutionException {
    if (onward.isPresent()) {
      Onward way = onward.get();
      return switch (way.by()) {
        case HOST -> servers(List.of(way.name()), way.port(), Optional.empty());
        case MX -> exchangers(way.name());
        case SMARTHOST ->
            settings
                .smarthost()
                .filter(smarthost -> smarthost.host().equalsIgnoreCase(way.name()))
                .map(this::smarthost)
                .orElseGet(() -> new Route.NoSuchSmarthost(way.name()));
      };
    }
    return settings.smarthost().isPresent()
        ? smarthost(settings.smarthost().get())
        : exchangers(domain.asString());
  }

  private Route smarthost(OutboundSettings.Smarthost smarthost) {
    return servers(List.of(smarthost.host()), smarthost.port(), Optional.of(smarthost));
  }

  private Route exchangers(String domain) throws TemporaryResolutionException {
    Collection<String> exchangers = dns.findMXRecords(domain);
    if (exchangers.size() == 1 && exchangers.iterator().next().equals(".")) {
      return new Route.NoMail();
    }
    return servers(exchangers, settings.port(), Optional.empty());
  }

  private Route servers(
      Collection<String> names, int port, Optional<OutboundSettings.Smarthost> smarthost) {
    List<Transaction.Server> all = new ArrayList<>();
    for (String name : names) {
      String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      for (InetAddress address : addresses(host)) {
        all.add(new Transaction.Server(host, address, port));
      }
    }
    if (all.isEmpty()) {
      return new Route.NotFound();
    }
    return new Route.Servers(
        all.stream().filter(this::isAlive).limit(MOST_SERVERS).toList(), smarthost);
  }

  private Collection<InetAddress> addresses(String host) {
    try {
      return host.isEmpty() ? List.of() : dns.getAllByName(withoutBrackets(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  /** An address is written in brackets where a name is expected, RFC 5321 section 4.1.3. */
  private static String withoutBrackets(String host) {
    boolean literal = host.startsWith("[") && host.endsWith("]");
    String address = literal ? host.substring(1, host.length() - 1) : host;
    return literal && address.regionMatches(true, 0, "IPv6:", 0, 5)
        ? address.substring(5)
        : address;
  }

  private boolean isAlive(Transaction.Server server) {
    Long until = deadUntil.get(server);
    return until == null || until <= clock.millis();
  }

  void dead(Transaction.Server server) {
    if (deadUntil.size() >= MOST_REMEMBERED) {
      deadUntil.clear();
    }
    deadUntil.put(server, clock.millis() + DEAD_FOR.toMillis());
  }
}
