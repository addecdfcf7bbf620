package org.pillarbox.protection.sendas;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;

/**
 * Grants that live as long as the process: for tests, and for whoever runs the protocols without
 * Cassandra.
 */
public final class MemorySendAsGrants implements SendAsGrants {
  private final Map<Username, Set<SendAsGrant>> grants = new ConcurrentHashMap<>();

  @Override
  public Set<SendAsGrant> granted(Username user) {
    return Set.copyOf(grants.getOrDefault(user, Set.of()));
  }

  @Override
  public void add(Username user, SendAsGrant grant) {
    grants.computeIfAbsent(user, unused -> ConcurrentHashMap.newKeySet()).add(grant);
  }

  @Override
  public void remove(Username user, SendAsGrant grant) {
    grants.getOrDefault(user, ConcurrentHashMap.newKeySet()).remove(grant);
  }

  @Override
  public void removeAll(Username user) {
    grants.remove(user);
  }
}
