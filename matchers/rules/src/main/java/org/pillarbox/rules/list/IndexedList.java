package org.pillarbox.rules.list;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.pillarbox.rules.facts.Address;

/** What all kinds of lists answer to questions that are not theirs: no. */
abstract class IndexedList implements ListLookup {
  /** Indexes a list. */
  static ListLookup of(NamedList list) {
    ListBuilder builder = ListBuilder.of(list.kind());
    for (ListEntry entry : list.entries()) {
      try {
        builder.add(entry);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            "list %s, entry '%s': %s".formatted(list.name(), entry.value(), wrong.getMessage()),
            wrong);
      }
    }
    return builder.build();
  }

  @Override
  public boolean containsAddress(Address address, Instant at) {
    return false;
  }

  @Override
  public boolean containsDomain(String domain, Instant at) {
    return false;
  }

  @Override
  public boolean containsClient(InetAddress client, Instant at) {
    return false;
  }

  @Override
  public boolean containsText(String text, Instant at) {
    return false;
  }

  @Override
  public boolean containsTime(ZonedDateTime time) {
    return false;
  }
}
