package org.pillarbox.rulebook.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rules.Finding;
import org.pillarbox.rules.Lint;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.list.IndexedLists;

class BarsTest {
  private static Bars.Bar bar(String who, Bars.Way way) {
    return new Bars.Bar(who, way, Optional.empty(), Optional.empty(), "");
  }

  private static Bars.Bar barFor(String who, Bars.Way way, String whom) {
    return new Bars.Bar(who, way, Optional.of(whom), Optional.empty(), "");
  }

  private static List<Finding> errors(Book book) {
    return Lint.check(book.set(), IndexedLists.of(book.lists()), Instant.EPOCH).stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .toList();
  }

  @Test
  void aHundredBarsAreOneRule() {
    Book book = Book.empty();
    for (int i = 0; i < 100; i++) {
      book = Bars.add(book, bar("spam" + i + "@bad.example", Bars.Way.FROM));
    }

    assertThat(book.set().rules()).extracting(Rule::id).containsExactly("bar-from");
    assertThat(Bars.all(book)).hasSize(100);
    assertThat(errors(book)).isEmpty();
  }

  @Test
  void addressesDomainsAndNetworksAreBarredAndFreedAgain() {
    Book book = Bars.add(Book.empty(), bar("@bad.example", Bars.Way.FROM));
    book = Bars.add(book, bar("192.0.2.0/24", Bars.Way.FROM));
    book = Bars.add(book, bar("ada@bad.example", Bars.Way.TO));

    assertThat(Bars.all(book))
        .extracting(Bars.Bar::who)
        .containsExactly("@bad.example", "192.0.2.0/24", "ada@bad.example");
    assertThat(errors(book)).isEmpty();
    book = Bars.remove(book, "@bad.example", Bars.Way.FROM, Optional.empty());
    book = Bars.remove(book, "192.0.2.0/24", Bars.Way.FROM, Optional.empty());
    book = Bars.remove(book, "ada@bad.example", Bars.Way.TO, Optional.empty());
    assertThat(Bars.all(book)).isEmpty();
  }

  @Test
  void aBarForSomeIsARuleOfItsOwnAndCanBeReadBack() throws Exception {
    Book book = Bars.add(Book.empty(), barFor("@bad.example", Bars.Way.TO, "sales@example.org"));

    assertThat(Bars.rulesForSome(book)).hasSize(1);
    assertThat(errors(book)).isEmpty();
    BookCodec codec = new BookCodec();
    assertThat(codec.read(codec.json(book))).isEqualTo(book);
    Optional<String> whom = Optional.of("sales@example.org");
    assertThat(Bars.remove(book, "@bad.example", Bars.Way.TO, whom)).isEqualTo(Book.empty());
  }

  @Test
  void whoIsNobodyIsRefused() {
    assertThatThrownBy(() -> Bars.add(Book.empty(), bar("nonsense", Bars.Way.FROM)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bars.add(Book.empty(), bar("192.0.2.0/24", Bars.Way.TO)))
        .hasMessageContaining("only be barred as a sender");
  }

  @Test
  void insideOnlyIsARuleThatNamesTheCompany() throws Exception {
    Book book = InsideOnly.add(Book.empty(), "@example.org", Optional.empty(), Optional.empty());

    assertThat(InsideOnly.all(book)).hasSize(1);
    assertThat(errors(book)).isEmpty();
    BookCodec codec = new BookCodec();
    assertThat(codec.read(codec.json(book))).isEqualTo(book);
    assertThat(InsideOnly.remove(book, "@example.org")).isEqualTo(Book.empty());
    assertThatThrownBy(
            () ->
                InsideOnly.add(
                    Book.empty(), "a@example.org", Optional.of("sisters"), Optional.empty()))
        .hasMessageContaining("there is none");
  }
}
