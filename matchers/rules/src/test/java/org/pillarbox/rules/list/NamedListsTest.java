package org.pillarbox.rules.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pillarbox.rules.facts.Address;

class NamedListsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private static ListLookup list(ListKind kind, String... entries) {
    return IndexedLists.of(List.of(NamedList.of("l", kind, List.of(entries))))
        .find("l")
        .orElseThrow();
  }

  @Test
  void peopleAreFoundWithoutCase() {
    ListLookup people = list(ListKind.PEOPLE, "Ada@Example.org");

    assertThat(people.containsAddress(Address.of("ada@example.ORG"), NOW)).isTrue();
    assertThat(people.containsAddress(Address.of("bob@example.org"), NOW)).isFalse();
  }

  @Test
  void domainsAreFoundThemselvesOrBelow() {
    ListLookup domains = list(ListKind.DOMAINS, "a.test", "*.b.test");

    assertThat(domains.containsDomain("A.test", NOW)).isTrue();
    assertThat(domains.containsDomain("x.a.test", NOW)).isFalse();
    assertThat(domains.containsDomain("b.test", NOW)).isFalse();
    assertThat(domains.containsDomain("x.y.b.test", NOW)).isTrue();
    assertThat(domains.containsAddress(Address.of("ada@x.b.test"), NOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.200,true",
    "192.0.3.1,false",
    "198.51.100.7,true",
    "198.51.100.8,false",
    "2001:db8:1::9,true",
    "2001:db9::1,false",
    "::ffff:192.0.2.5,true"
  })
  void networksAreFoundByTheirPrefix(String client, boolean found) {
    ListLookup networks = list(ListKind.NETWORKS, "192.0.2.0/24", "198.51.100.7", "2001:db8::/32");

    assertThat(networks.containsClient(Network.client(client), NOW)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "setup.exe,true",
    "SETUP.EXE,true",
    "setup.exe.txt,false",
    "invoice-17.zip,true",
    "invoice.zip,false",
    "winner 2026,true",
    "whole,true",
    "wholesale,false"
  })
  void patternsAreWholeTextsWithWildcardsOrExpressions(String text, boolean found) {
    ListLookup patterns =
        list(ListKind.PATTERNS, "*.exe", "invoice?*.zip", "/winn?er [0-9]+$/", "whole");

    assertThat(patterns.containsText(text, NOW)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-25T10:00:00Z,true",
    "2026-12-27T10:00:00Z,true",
    "2026-12-29T10:00:00Z,false",
    "2026-11-23T19:00:00Z,true",
    "2026-11-24T05:00:00Z,true",
    "2026-11-24T10:00:00Z,false",
    "2026-11-28T10:00:00Z,true"
  })
  void timesAreDaysOrSpansOfTheWeek(String at, boolean found) {
    ListLookup times =
        list(ListKind.TIMES, "2026-12-24/2026-12-26", "sat-sun", "mon-fri 18:00-08:00");

    assertThat(times.containsTime(Instant.parse(at).atZone(ZoneId.of("UTC")))).isEqualTo(found);
  }

  @Test
  void anEntryStopsToCountWhenItExpires() {
    ListEntry entry = new ListEntry("ada@a.test", Optional.of(NOW.plusSeconds(60)), "for an hour");
    ListLookup people =
        IndexedLists.of(
                List.of(new NamedList("l", ListKind.PEOPLE, Optional.empty(), "", List.of(entry))))
            .find("l")
            .orElseThrow();

    assertThat(people.containsAddress(Address.of("ada@a.test"), NOW)).isTrue();
    assertThat(people.containsAddress(Address.of("ada@a.test"), NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void aLookUpThatDoesNotFitTheKindIsNo() {
    assertThat(list(ListKind.PEOPLE, "a@b.test").containsText("a@b.test", NOW)).isFalse();
    assertThat(list(ListKind.NETWORKS, "192.0.2.1").containsDomain("192.0.2.1", NOW)).isFalse();
  }

  @Test
  void allBadLinesAreNamedWithTheirNumbers() {
    List<ListEntry> entries =
        List.of(
            ListEntry.of("192.0.2.0/24"),
            ListEntry.of("host.example"),
            ListEntry.of("192.0.2.0/33"),
            ListEntry.of("192.0.2.0/24"));

    assertThat(ListCheck.check(ListKind.NETWORKS, entries))
        .extracting(ListCheck.BadLine::line)
        .containsExactly(2, 3, 4);
    assertThat(ListCheck.check(ListKind.PATTERNS, List.of(ListEntry.of("/(?=a)/"))))
        .singleElement()
        .satisfies(bad -> assertThat(bad.expected()).contains("RE2"));
  }

  @Test
  void aListHasABound() {
    List<String> many =
        IntStream.rangeClosed(0, NamedList.MAXIMUM_ENTRIES)
            .mapToObj(i -> "u" + i + "@a.test")
            .toList();

    assertThatThrownBy(() -> NamedList.of("l", ListKind.PEOPLE, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100001");
  }

  @Test
  void aHundredThousandPatternsMakeNoLookUpSlow() {
    String[] patterns =
        IntStream.range(0, NamedList.MAXIMUM_ENTRIES)
            .mapToObj(i -> "*word" + i + "*")
            .toArray(String[]::new);

    assertThat(list(ListKind.PATTERNS, patterns).containsText("a word99999 b", NOW)).isTrue();
  }

  @Test
  void listsAreAddedAndTakenAwayOneByOne() {
    IndexedLists lists =
        IndexedLists.of(List.of(NamedList.of("a", ListKind.DOMAINS, List.of("a.test"))));

    assertThat(lists.with(NamedList.of("b", ListKind.DOMAINS, List.of("b.test"))).find("b"))
        .isPresent();
    assertThat(lists.find("b")).isEmpty();
    assertThat(lists.without("a").find("a")).isEmpty();
  }
}
