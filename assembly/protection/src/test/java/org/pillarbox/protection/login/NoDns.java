package org.pillarbox.protection.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import org.apache.james.dnsservice.api.DNSService;

/** Knows no name; what a test must not ask of the network. */
final class NoDns implements DNSService {
  @Override
  public Collection<String> findMXRecords(String hostname) {
    return List.of();
  }

  @Override
  public Collection<String> findTXTRecords(String hostname) {
    return List.of();
  }

  @Override
  public Collection<InetAddress> getAllByName(String host) {
    return List.of();
  }

  @Override
  public InetAddress getByName(String host) throws UnknownHostException {
    throw new UnknownHostException(host);
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
