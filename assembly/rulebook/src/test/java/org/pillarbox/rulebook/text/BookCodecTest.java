package org.pillarbox.rulebook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.rules.Node;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.State;
import org.pillarbox.rules.action.Refuse;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.condition.PartyMatch;
import org.pillarbox.rules.condition.Sender;
import org.pillarbox.rules.condition.SenderBy;
import org.pillarbox.rules.list.ListKind;

class BookCodecTest {
  private final DocumentReader reader = new DocumentReader(DocumentBounds.defaults());
  private final BookCodec codec = new BookCodec(reader);

  private static final String WRITTEN =
      """
      mode: on
      rules:
        - id: barred
          name: Nobody from there
          direction: in
          when:
            any:
              - sender: {list: [barred]}
              - sender: {by: author, list: barred}
              - all:
                  - size: {above: 1000}
                  - not: {recipient: {address: ann@example.org}}
          then:
            - refuse: {text: Not from there}
            - tag-subject: {text: "[no]"}
          else: [stop]
          stop: true
          unknown: defer
          valid: {from: 2026-11-01, until: 2026-12-01T12:00:00Z}
          pilot: testers
          tests:
            - {name: one, sender: a@b.example, recipient: ann@example.org, expect: no}
        - id: second
          state: audit
          then: [quarantine]
      lists:
        barred:
          kind: people
          note: spammers
          entries:
            - spam@b.example
            - {value: more@b.example, expires: 2027-01-01, note: wait}
        partners: {kind: domains, entries: [example.com, "*.example.net"]}
      """;

  @Test
  void aSetIsRead() throws Exception {
    Book book = codec.read(WRITTEN);

    Rule rule = book.set().rules().get(0);
    assertThat(rule.stop()).isTrue();
    assertThat(rule.then().get(0)).isEqualTo(Refuse.because("Not from there"));
    assertThat(((Node.Any) rule.when()).nodes())
        .contains(Node.of(new Sender(SenderBy.AUTHOR, PartyMatch.lists("barred"))));
    assertThat(rule.validity().from().orElseThrow()).hasToString("2026-11-01T00:00:00Z");
    assertThat(book.set().rules().get(1).state()).isEqualTo(State.AUDIT);
    assertThat(book.list("partners").orElseThrow().kind()).isEqualTo(ListKind.DOMAINS);
    assertThat(book.list("barred").orElseThrow().entries()).hasSize(2);
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws Exception {
    Book book = codec.read(WRITTEN);

    assertThat(codec.read(codec.json(book))).isEqualTo(book);
    assertThat(codec.read(codec.yaml(codec.tree(book)))).isEqualTo(book);
    assertThat(codec.read(codec.pretty(codec.tree(book)))).isEqualTo(book);
  }

  @Test
  void everythingThatIsWrongIsToldWithItsPlace() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class,
            () ->
                codec.read(
                    """
                    mode: maybe
                    rules:
                      - id: one
                        state: often
                        whem: {}
                        when: {sender: {domian: [x]}}
                        then:
                          - explode
                          - refuse: {code: 999}
                      - id: TWO
                        when: {size: {above: many}}
                    lists:
                      people: {kind: people, entries: [ann@example.org, nobody]}
                      networks: {kind: networks, entries: [192.0.2.0/24, host.example]}
                    """));

    assertThat(refused.problems())
        .extracting(Problem::pointer)
        .contains(
            "/mode",
            "/rules/0/state",
            "/rules/0/whem",
            "/rules/0/when/sender/domian",
            "/rules/0/then/0",
            "/rules/0/then/1/refuse/code",
            "/rules/1/when/size/above",
            "/lists/people/entries/1",
            "/lists/networks/entries/1");
    assertThat(refused.problems())
        .filteredOn(problem -> problem.pointer().equals("/lists/people/entries/1"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(13))
        .satisfies(problem -> assertThat(problem.value()).isEqualTo("nobody"));
  }

  @Test
  void anIdThatStandsTwiceIsRefused() {
    RefusedDocumentException refused =
        catchThrowableOfType(
            RefusedDocumentException.class,
            () -> codec.read("rules: [{id: a, then: [stop]}, {id: a, then: [stop]}]"));

    assertThat(refused.problems())
        .singleElement()
        .extracting(Problem::expected)
        .asString()
        .contains("a");
  }

  static Stream<Entry> terms() {
    return Stream.concat(
        Catalog.standard().conditions().stream(), Catalog.standard().actions().stream());
  }

  @ParameterizedTest
  @MethodSource("terms")
  void theExampleOfEachTermIsReadAndWritten(Entry entry) throws Exception {
    String rule =
        entry.sort() == Entry.Sort.CONDITION
            ? "id: x\nwhen: {" + entry.name() + ": " + entry.example() + "}\nthen: [stop]\n"
            : "id: x\nthen: [{" + entry.name() + ": " + entry.example() + "}]\n";

    Rule read = codec.readRule(rule);

    assertThat(codec.readRule(codec.yaml(codec.tree(read)))).isEqualTo(read);
  }
}
