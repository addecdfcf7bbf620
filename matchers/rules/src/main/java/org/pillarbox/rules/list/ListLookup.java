package org.pillarbox.rules.list;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.pillarbox.rules.facts.Address;

/**
 * One list, ready for look-ups, each in at most 10 microseconds at 100,000 entries. A look-up that
 * does not fit the list's kind is no.
 */
public interface ListLookup {
  /** What the list holds. */
  ListKind kind();

  /**
   * Whether the address is in a list of people, its domain in a list of domains, or the address
   * matches a list of patterns.
   */
  boolean containsAddress(Address address, Instant at);

  /** Whether the domain is in a list of domains, or matches a list of patterns. */
  boolean containsDomain(String domain, Instant at);

  /** Whether the client is in a list of networks. */
  boolean containsClient(InetAddress client, Instant at);

  /** Whether the text matches a list of patterns. */
  boolean containsText(String text, Instant at);

  /** Whether the time falls into a list of times. */
  boolean containsTime(ZonedDateTime time);
}
