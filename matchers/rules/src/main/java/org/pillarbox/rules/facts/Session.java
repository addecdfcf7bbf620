package org.pillarbox.rules.facts;

import java.net.InetAddress;
import java.util.Set;

/**
 * What the session knows of the client.
 *
 * @param client its address, after any trusted proxy's word; absent where there was no network
 * @param reverseName its confirmed reverse name (RFC 8601 section 2.7.3); absent if it has none,
 *     unknown if DNS failed
 * @param helo what it said with HELO or EHLO
 * @param tls whether the session was encrypted
 * @param login who logged in; absent without login
 * @param country two letters (ISO 3166-1), if a source of such answers is there
 * @param blocklists the DNS lists that name the client
 */
public record Session(
    Fact<InetAddress> client,
    Fact<String> reverseName,
    Fact<String> helo,
    Fact<Boolean> tls,
    Fact<Party> login,
    Fact<String> country,
    Fact<Set<String>> blocklists) {
  public Session {
    blocklists = blocklists.map(Set::copyOf);
  }

  /** No client: mail made, collected or sent on by the appliance. */
  public static Session none() {
    return new Session(
        Fact.absent(),
        Fact.absent(),
        Fact.absent(),
        Fact.absent(),
        Fact.absent(),
        Fact.absent(),
        Fact.of(Set.of()));
  }

  /** The same from this client. */
  public Session withClient(InetAddress address) {
    return new Session(Fact.of(address), reverseName, helo, tls, login, country, blocklists);
  }

  /** The same with this reverse name. */
  public Session withReverseName(Fact<String> name) {
    return new Session(client, name, helo, tls, login, country, blocklists);
  }

  /** The same after this HELO or EHLO. */
  public Session withHelo(String name) {
    return new Session(client, reverseName, Fact.of(name), tls, login, country, blocklists);
  }

  /** The same, encrypted or not. */
  public Session withTls(boolean encrypted) {
    return new Session(client, reverseName, helo, Fact.of(encrypted), login, country, blocklists);
  }

  /** The same after a login. */
  public Session withLogin(Party user) {
    return withLogin(Fact.of(user));
  }

  /** The same with this said of the login. */
  public Session withLogin(Fact<Party> user) {
    return new Session(client, reverseName, helo, tls, user, country, blocklists);
  }
}
