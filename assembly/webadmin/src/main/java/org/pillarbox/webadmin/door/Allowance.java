package org.pillarbox.webadmin.door;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often a client may do something: a bucket of {@code burst} that fills by one each {@code
 * refill}. Remembers the last 10,000 clients; who is forgotten starts with a full bucket, which
 * gives an attacker with more than 10,000 networks nothing that those did not give already.
 */
final class Allowance {
  private static final int REMEMBERED = 10_000;

  private final int burst;
  private final long refillNanos;
  private final LongSupplier nanoClock;
  private final Map<ClientNetwork, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  Allowance(int burst, Duration refill, LongSupplier nanoClock) {
    this.burst = burst;
    this.refillNanos = refill.toNanos();
    this.nanoClock = nanoClock;
  }

  /** Takes one, or says that there is none. */
  synchronized boolean take(ClientNetwork client) {
    Bucket bucket = filled(client);
    if (bucket.left < 1) {
      return false;
    }
    bucket.left -= 1;
    return true;
  }

  /** Whether there is one, without taking it. */
  synchronized boolean hasLeft(ClientNetwork client) {
    return !buckets.containsKey(client) || filled(client).left >= 1;
  }

  private Bucket filled(ClientNetwork client) {
    long now = nanoClock.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(client, unknown -> new Bucket(burst, now));
    bucket.left = Math.min(burst, bucket.left + (double) (now - bucket.seen) / refillNanos);
    bucket.seen = now;
    forgetOldest();
    return bucket;
  }

  private void forgetOldest() {
    if (buckets.size() > REMEMBERED) {
      Iterator<ClientNetwork> oldest = buckets.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private static final class Bucket {
    private double left;
    private long seen;

    private Bucket(double left, long seen) {
      this.left = left;
      this.seen = seen;
    }
  }
}
