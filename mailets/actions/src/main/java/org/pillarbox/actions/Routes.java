package org.pillarbox.actions;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * Which servers take mail for a domain, RFC 5321 section 5: the smarthost if there is one, else by
 * MX, else the domain's own address. Remembers for a minute which servers did not answer, so that a
 * thousand mails for a dead one do not each wait.
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
    /** These, in this order; those known to be dead left out. */
    record Servers(List<Transaction.Server> servers) implements Route {}

    /** The domain says that it takes no mail, RFC 7505. */
    record NoMail() implements Route {}

    /** There is no such domain, or none of its servers has an address. */
    record NotFound() implements Route {}
  }

  Route to(Domain domain) throws TemporaryResolutionException {
    if (settings.smarthost().isPresent()) {
      OutboundSettings.Smarthost smarthost = settings.smarthost().get();
      return servers(List.of(smarthost.host()), smarthost.port());
    }
    Collection<String> exchangers = dns.findMXRecords(domain.asString());
    if (exchangers.size() == 1 && exchangers.iterator().next().equals(".")) {
      return new Route.NoMail();
    }
    return servers(exchangers, settings.port());
  }

  private Route servers(Collection<String> names, int port) {
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
    return new Route.Servers(all.stream().filter(this::isAlive).limit(MOST_SERVERS).toList());
  }

  private Collection<InetAddress> addresses(String host) {
    try {
      return host.isEmpty() ? List.of() : dns.getAllByName(host);
    } catch (UnknownHostException e) {
      return List.of();
    }
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
