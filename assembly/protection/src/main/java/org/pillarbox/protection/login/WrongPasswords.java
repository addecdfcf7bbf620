package org.pillarbox.protection.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.james.core.Username;
import org.pillarbox.protection.Network;

/**
 * Counts wrong passwords and says how long the next try has to wait: per account, known or not, and
 * per network, over all protocols. An account that has logged in from a network before is counted
 * apart there, so that nobody locks its owner out from elsewhere. A right password takes nothing
 * back: who owns one account could otherwise guess at others for ever.
 *
 * <p>Kept in memory: a restart begins at nothing, and every node counts for itself.
 */
public final class WrongPasswords {
  private static final int MAX_ACCOUNT = 320;
  private static final Duration HOME_FOR = Duration.ofDays(30);

  private final GuessingBounds bounds;
  private final Ticker ticker;
  private final Cache<String, Count> counts;
  private final Cache<String, Boolean> homes;
  private final Lock lock = new ReentrantLock();
  private final Condition forgotten = lock.newCondition();
  private long timesForgotten;

  /** What was counted of one account or network; guarded by itself. */
  private static final class Count {
    private int failures;
    private long freeAt;
    private String lastWrong = "";
  }

  /**
   * What is slowed at present.
   *
   * @param subject {@code bob@example.org}, {@code 192.0.2.0/24}, or one from the other
   * @param failures different wrong passwords within the memory
   * @param waits how long the next try has to wait if it came now
   */
  public record Slowed(String subject, int failures, Duration waits) {}

  /** Nothing counted yet. */
  public WrongPasswords(GuessingBounds bounds) {
    this(bounds, Ticker.systemTicker());
  }

  WrongPasswords(GuessingBounds bounds, Ticker ticker) {
    this.bounds = bounds;
    this.ticker = ticker;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(2L * bounds.remembered())
            .expireAfterWrite(bounds.forgetAfter())
            .ticker(ticker)
            .build();
    this.homes =
        Caffeine.newBuilder()
            .maximumSize(bounds.remembered())
            .expireAfterWrite(HOME_FOR)
            .ticker(ticker)
            .build();
  }

  /** How long a try has to wait if it comes now; zero for who may try at once. */
  Duration wait(Username user, Optional<InetAddress> client) {
    return Duration.ofNanos(
        subjects(user, client)
            .map(subject -> freeIn(counts.getIfPresent(subject)))
            .max(Comparator.naturalOrder())
            .orElse(0L));
  }

  private long freeIn(Count count) {
    if (count == null) {
      return 0;
    }
    synchronized (count) {
      return Math.max(0, count.freeAt - ticker.read());
    }
  }

  /** Waits so long, or until something was forgotten: then it is time to ask again. */
  void rest(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long begun = timesForgotten;
      long left = time.toNanos();
      while (left > 0 && timesForgotten == begun) {
        left = forgotten.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A password was wrong.
   *
   * @param fingerprint tells one password from another without telling it; a program that goes on
   *     with the same wrong one is not a guesser
   */
  void failed(Username user, Optional<InetAddress> client, String fingerprint) {
    Optional<String> network = client.map(WrongPasswords::network);
    subjects(user, client)
        .forEach(subject -> count(subject, Optional.of(subject).equals(network), fingerprint));
  }

  private void count(String subject, boolean wholeNetwork, String fingerprint) {
    Count count = counts.get(subject, unused -> new Count());
    synchronized (count) {
      if (!count.lastWrong.equals(fingerprint)) {
        count.lastWrong = fingerprint;
        count.failures++;
      }
      int counted = wholeNetwork ? count.failures - bounds.networkFailures() : count.failures;
      count.freeAt = ticker.read() + (counted > 0 ? delay(counted).toNanos() : 0);
    }
    // Written again, so that the memory is counted from the last one.
    counts.put(subject, count);
  }

  private Duration delay(int failures) {
    Duration delay = bounds.first();
    for (int i = 1; i < failures && delay.compareTo(bounds.longest()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(bounds.longest()) < 0 ? delay : bounds.longest();
  }

  /** A password was right: from now on this network is one of the account's own. */
  void succeeded(Username user, Optional<InetAddress> client) {
    client.ifPresent(from -> homes.put(home(user, from), true));
  }

  private Stream<String> subjects(Username user, Optional<InetAddress> client) {
    Optional<String> home =
        client.map(from -> home(user, from)).filter(known -> homes.getIfPresent(known) != null);
    return home.isPresent()
        ? home.stream()
        : Stream.concat(
            Stream.of(account(user)),
            client.filter(from -> !isAllowed(from)).map(WrongPasswords::network).stream());
  }

  private boolean isAllowed(InetAddress client) {
    return bounds.allowed().stream().anyMatch(network -> network.contains(client));
  }

  private static String network(InetAddress client) {
    return Network.around(client).toString();
  }

  private static String home(Username user, InetAddress client) {
    return account(user) + " from " + network(client);
  }

  /** A name that nobody here can have is the client's to choose, and may be long. */
  private static String account(Username user) {
    String name = user.asString();
    return name.substring(0, Math.min(MAX_ACCOUNT, name.length()));
  }

  /** What would have to wait now, the longest wait first. */
  public List<Slowed> slowed() {
    return counts.asMap().entrySet().stream()
        .map(
            entry ->
                new Slowed(
                    entry.getKey(),
                    failures(entry.getValue()),
                    Duration.ofNanos(freeIn(entry.getValue()))))
        .sorted(
            Comparator.comparing(Slowed::waits)
                .reversed()
                .thenComparing(Comparator.comparing(Slowed::failures).reversed())
                .thenComparing(Slowed::subject))
        .toList();
  }

  private static int failures(Count count) {
    synchronized (count) {
      return count.failures;
    }
  }

  /**
   * Forgets what was counted of an account or network, and of that account from everywhere.
   *
   * @return whether anything was counted of it
   */
  public boolean forget(String subject) {
    boolean counted = remove(subject);
    lock.lock();
    try {
      timesForgotten++;
      forgotten.signalAll();
    } finally {
      lock.unlock();
    }
    return counted;
  }

  private boolean remove(String subject) {
    return counts
        .asMap()
        .keySet()
        .removeIf(
            counted ->
                counted.equals(subject)
                    || counted.startsWith(subject + " from ")
                    || counted.endsWith(" from " + subject));
  }
}
