package org.pillarbox.rulebook.gathering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.port.ReverseNames;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks the resolvers that James asks. James' own {@code DNSService} can't be used here: it answers
 * with the address both when there is no name and when DNS is away, and does not confirm.
 */
@Singleton
public final class DnsReverseNames implements ReverseNames {
  // The owner of an address may list any number of names for it.
  private static final int MOST_NAMES = 5;
  private static final int MOST_CLIENTS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  // Else each recipient waits again while DNS is away.
  private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(30);

  private final Supplier<LookupSession> dns;
  private final Cache<InetAddress, Fact<String>> remembered =
      Caffeine.newBuilder()
          .maximumSize(MOST_CLIENTS)
          .expireAfter(
              Expiry.<InetAddress, Fact<String>>creating(
                  (client, name) -> name instanceof Fact.Unknown ? FAILURE_REMEMBERED : REMEMBERED))
          .build();

  @Inject
  public DnsReverseNames() {
    // James sets the resolvers at its start, so not before the first question.
    this(() -> LookupSession.defaultBuilder().build());
  }

  DnsReverseNames(Supplier<LookupSession> dns) {
    this.dns = dns;
  }

  @Override
  public Fact<String> of(InetAddress client) {
    return remembered.get(client, this::ask);
  }

  private Fact<String> ask(InetAddress client) {
    Questions questions = new Questions(dns.get(), System.nanoTime() + PATIENCE.toNanos());
    try {
      Fact<String> name = Fact.absent();
      for (Record pointer : first(questions.ask(ReverseMap.fromAddress(client), Type.PTR))) {
        Name said = ((PTRRecord) pointer).getTarget();
        try {
          if (questions.addresses(said, client).contains(client)) {
            return Fact.of(said.toString(true).toLowerCase(Locale.ROOT));
          }
        } catch (DnsAwayException e) {
          // Another of its names may still be confirmed.
          name = Fact.unknown(e.getMessage());
        }
      }
      return name;
    } catch (DnsAwayException e) {
      return Fact.unknown(e.getMessage());
    }
  }

  private static List<Record> first(List<Record> names) {
    return names.subList(0, Math.min(names.size(), MOST_NAMES));
  }

  /** Neither yes nor no. */
  private static final class DnsAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    DnsAwayException(Name name, Throwable cause) {
      super("DNS does not say: " + name + ": " + cause, cause);
    }
  }

  /** All that may be asked about one client, until a time of {@link System#nanoTime()}. */
  private record Questions(LookupSession dns, long until) {
    List<InetAddress> addresses(Name name, InetAddress like) throws DnsAwayException {
      return like instanceof Inet4Address
          ? ask(name, Type.A).stream().map(one -> ((ARecord) one).getAddress()).toList()
          : ask(name, Type.AAAA).stream().map(one -> ((AAAARecord) one).getAddress()).toList();
    }

    List<Record> ask(Name name, int type) throws DnsAwayException {
      try {
        return dns.lookupAsync(name, type)
            .toCompletableFuture()
            .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)
            .getRecords();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DnsAwayException(name, e);
      } catch (TimeoutException e) {
        throw new DnsAwayException(name, e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof NoSuchDomainException
            || e.getCause() instanceof NoSuchRRSetException) {
          return List.of();
        }
        throw new DnsAwayException(name, e.getCause());
      }
    }
  }
}
