package org.pillarbox.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.Network;
import org.pillarbox.rules.testing.SomeFacts;

/** One look-up in a list of as many entries as a list may have, of one that is there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListsBenchmark {
  private final ListLookup people =
      list(ListKind.PEOPLE, i -> "u%d@d%d.test".formatted(i, i % 977));
  private final ListLookup domains = list(ListKind.DOMAINS, "*.d%d.test"::formatted);
  private final ListLookup networks =
      list(
          ListKind.NETWORKS,
          i -> "%d.%d.%d.0/24".formatted(10 + (i >> 16), (i >> 8) & 255, i & 255));
  private final ListLookup patterns = list(ListKind.PATTERNS, "*invoice%d*.zip"::formatted);
  private final Address someone = Address.of("u4711@d803.test");
  private final InetAddress client = Network.client("10.18.103.9");

  private static ListLookup list(ListKind kind, IntFunction<String> entry) {
    List<String> entries =
        IntStream.range(0, NamedList.MAXIMUM_ENTRIES).mapToObj(entry).distinct().toList();
    return IndexedLists.of(List.of(NamedList.of("list", kind, entries))).find("list").orElseThrow();
  }

  /** An address. */
  @Benchmark
  public boolean people() {
    return there(people.containsAddress(someone, SomeFacts.AT));
  }

  /** A name below a domain. */
  @Benchmark
  public boolean domains() {
    return there(domains.containsDomain("a.b.c.d4711.test", SomeFacts.AT));
  }

  /** An address in a network. */
  @Benchmark
  public boolean networks() {
    return there(networks.containsClient(client, SomeFacts.AT));
  }

  /** A text that one of the patterns is about. */
  @Benchmark
  public boolean patterns() {
    return there(patterns.containsText("my invoice4711 of today.zip", SomeFacts.AT));
  }

  private static boolean there(boolean found) {
    if (!found) {
      throw new IllegalStateException("It is in the list and was not found");
    }
    return true;
  }
}
