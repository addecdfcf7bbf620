package org.pillarbox.webadmin.door;

import java.util.HashMap;
import java.util.Map;

/** Counts connections, in all and per client; what is over either bound is not let in. */
final class OpenConnections {
  private final int most;
  private final int mostPerClient;
  private final Map<ClientNetwork, Integer> perClient = new HashMap<>();
  private int open;

  OpenConnections(int most, int mostPerClient) {
    this.most = most;
    this.mostPerClient = mostPerClient;
  }

  /** Counts one in, or refuses it; who was counted in must {@link #leave}. */
  synchronized boolean enter(ClientNetwork client) {
    int ofClient = perClient.getOrDefault(client, 0);
    if (open >= most || ofClient >= mostPerClient) {
      return false;
    }
    open++;
    perClient.put(client, ofClient + 1);
    return true;
  }

  synchronized void leave(ClientNetwork client) {
    open--;
    perClient.computeIfPresent(client, (known, count) -> count == 1 ? null : count - 1);
  }

  synchronized int count() {
    return open;
  }
}
