package org.pillarbox.rules.list;

import java.time.Instant;
import org.pillarbox.rules.facts.Address;

/** A list of addresses. */
final class PeopleList extends IndexedList implements ListBuilder {
  private final Expiring<Address> people = new Expiring<>();

  @Override
  public void add(ListEntry entry) {
    people.put(Address.of(entry.value()), ListBuilder.end(entry));
  }

  @Override
  public ListLookup build() {
    return this;
  }

  @Override
  public ListKind kind() {
    return ListKind.PEOPLE;
  }

  @Override
  public boolean containsAddress(Address address, Instant at) {
    return people.contains(address, at);
  }
}
