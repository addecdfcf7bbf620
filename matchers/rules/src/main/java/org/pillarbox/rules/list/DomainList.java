package org.pillarbox.rules.list;

import java.time.Instant;
import java.util.Locale;
import org.pillarbox.rules.facts.Address;

/** A list of domains. */
final class DomainList extends IndexedList implements ListBuilder {
  private final Expiring<String> domains = new Expiring<>();
  private final Expiring<String> parents = new Expiring<>();

  @Override
  public void add(ListEntry entry) {
    String value = entry.value().toLowerCase(Locale.ROOT);
    boolean below = value.startsWith("*.");
    String domain = below ? value.substring(2) : value.startsWith("@") ? value.substring(1) : value;
    boolean shaped =
        !domain.isEmpty()
            && domain.length() <= 255
            && !domain.startsWith(".")
            && domain
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "-._[]:".indexOf(c) >= 0);
    if (!shaped) {
      throw new IllegalArgumentException("a domain, or *. and a domain, is expected");
    }
    (below ? parents : domains).put(domain, ListBuilder.end(entry));
  }

  @Override
  public ListLookup build() {
    return this;
  }

  @Override
  public ListKind kind() {
    return ListKind.DOMAINS;
  }

  @Override
  public boolean containsAddress(Address address, Instant at) {
    return containsDomain(address.domain(), at);
  }

  @Override
  public boolean containsDomain(String domain, Instant at) {
    String lower = domain.toLowerCase(Locale.ROOT);
    if (domains.contains(lower, at)) {
      return true;
    }
    if (!parents.isEmpty()) {
      for (int dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', dot + 1)) {
        if (parents.contains(lower.substring(dot + 1), at)) {
          return true;
        }
      }
    }
    return false;
  }
}
