package org.pillarbox.rulebook.live;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.ListEntry;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.Network;

/** Named lists made ready. */
final class ReadyLists {
  private ReadyLists() {}

  static NamedLists of(List<NamedList> lists) {
    Map<String, ListLookup> ready = new HashMap<>();
    lists.forEach(list -> ready.put(list.name(), new Ready(list)));
    return name -> Optional.ofNullable(ready.get(name));
  }

  private static final class Ready implements ListLookup {
    private final NamedList list;
    private final Map<String, ListEntry> exact = new HashMap<>();

    Ready(NamedList list) {
      this.list = list;
      list.entries()
          .forEach(entry -> exact.put(entry.value().toLowerCase(java.util.Locale.ROOT), entry));
    }

    private boolean holds(String value, Instant at) {
      ListEntry entry = exact.get(value);
      return entry != null && entry.expires().map(at::isBefore).orElse(true);
    }

    @Override
    public ListKind kind() {
      return list.kind();
    }

    @Override
    public boolean containsAddress(Address address, Instant at) {
      return list.kind() == ListKind.PEOPLE
          ? holds(address.toString(), at)
          : containsDomain(address.domain(), at);
    }

    @Override
    public boolean containsDomain(String domain, Instant at) {
      if (list.kind() != ListKind.DOMAINS) {
        return false;
      }
      if (holds(domain, at)) {
        return true;
      }
      for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
        if (holds("*" + domain.substring(dot), at)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean containsClient(InetAddress client, Instant at) {
      return list.kind() == ListKind.NETWORKS
          && list.entries().stream()
              .anyMatch(
                  entry ->
                      entry.expires().map(at::isBefore).orElse(true)
                          && Network.of(entry.value()).contains(client));
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
}
