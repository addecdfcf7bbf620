package org.pillarbox.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * A name service that knows what the test tells it. As James' own does, it gives the domain itself
 * where there is no MX.
 */
final class FakeDns implements DNSService {
  private final Map<String, List<String>> exchangers = new ConcurrentHashMap<>();
  private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  FakeDns mx(String domain, String... servers) {
    exchangers.put(domain, List.of(servers));
    return this;
  }

  FakeDns address(String host, InetAddress address) {
    addresses.put(host, address);
    return this;
  }

  FakeDns silent(String domain) {
    silent.add(domain);
    return this;
  }

  @Override
  public Collection<String> findMXRecords(String domain) throws TemporaryResolutionException {
    if (silent.contains(domain)) {
      throw new TemporaryResolutionException("no answer");
    }
    List<String> fallback = new ArrayList<>();
    Optional.ofNullable(addresses.get(domain)).ifPresent(any -> fallback.add(domain));
    return exchangers.getOrDefault(domain, fallback);
  }

  @Override
  public Collection<String> findTXTRecords(String hostname) {
    return List.of();
  }

  @Override
  public Collection<InetAddress> getAllByName(String host) throws UnknownHostException {
    return List.of(getByName(host));
  }

  @Override
  public InetAddress getByName(String host) throws UnknownHostException {
    return Optional.ofNullable(addresses.get(host))
        .orElseThrow(() -> new UnknownHostException(host));
  }

  @Override
  public InetAddress getLocalHost() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public String getHostName(InetAddress address) {
    return address.getHostAddress();
  }
}
