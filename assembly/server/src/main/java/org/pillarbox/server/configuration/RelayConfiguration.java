package org.pillarbox.server.configuration;

import java.util.List;

/**
 * Who may send to other servers without logging in: nobody, unless named here.
 *
 * @param networks networks and the addresses they may send as
 */
public record RelayConfiguration(
    @Meaning(
            "Networks that may send to other servers without logging in, each with the From"
                + " addresses (or @domains) that it may use. Empty: only users who logged in may.")
        List<RelayNetwork> networks) {
  /** Nobody. */
  public static RelayConfiguration defaults() {
    return new RelayConfiguration(List.of());
  }

  /** Copies the list. */
  public RelayConfiguration {
    networks = List.copyOf(networks);
  }
}
