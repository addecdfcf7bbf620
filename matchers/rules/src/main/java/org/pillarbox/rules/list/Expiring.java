package org.pillarbox.rules.list;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keys with an end each. */
final class Expiring<K> {
  private final Map<K, Long> ends = new HashMap<>();

  void put(K key, long end) {
    ends.merge(key, end, Math::max);
  }

  boolean contains(K key, Instant at) {
    Long end = ends.get(key);
    return end != null && at.toEpochMilli() < end;
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }
}
