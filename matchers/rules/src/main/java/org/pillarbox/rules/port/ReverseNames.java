package org.pillarbox.rules.port;

import java.net.InetAddress;
import org.pillarbox.rules.facts.Fact;

/** Names of clients, from DNS. Called on threads that may wait. */
public interface ReverseNames {
  /**
   * The client's name if the name's own addresses confirm it (iprev, RFC 8601 section 3), in lower
   * case without the last dot; absent if no name is confirmed, unknown if DNS does not say. The
   * answer comes within seconds whatever DNS does, and is remembered for a while.
   */
  Fact<String> of(InetAddress client);
}
