package org.pillarbox.rulebook.versions;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rules.RuleSet;

/**
 * The versions of the rule set with what they mean: {@link RuleVersions} with the texts read and
 * written.
 */
public final class RuleBook {
  private final RuleVersions versions;
  private final BookCodec codec;

  @Inject
  public RuleBook(RuleVersions versions, BookCodec codec) {
    this.versions = versions;
    this.codec = codec;
  }

  /**
   * A version and its set.
   *
   * @param note who, when, why
   * @param book the set, with its version
   */
  public record Stored(Optional<VersionNote> note, Book book) {}

  /** Number of the newest version, 0 before the first. */
  public long head() {
    return versions.head().map(VersionNote::number).orElse(0);
  }

  /**
   * The newest version if it is another one than is known.
   *
   * @param known its number; -1 if none is known, which gives the empty set before the first
   * @throws RuleStoreException when the store does not answer, or what it holds can't be read
   */
  public Optional<Stored> newest(long known) {
    Optional<VersionNote> head = versions.head();
    long number = head.map(VersionNote::number).orElse(0);
    if (number == known) {
      return Optional.empty();
    }
    return Optional.of(head.map(this::stored).orElse(new Stored(head, Book.empty())));
  }

  /** The newest version, or the empty set before the first. */
  public Stored newest() {
    return newest(-1).orElseThrow();
  }

  /** One version. */
  public Optional<Stored> find(int number) {
    return versions.find(number).map(this::stored);
  }

  /** Versions below a number, newest first. */
  public List<VersionNote> history(int below, int most) {
    return versions.history(below, most);
  }

  private Stored stored(VersionNote note) {
    try {
      Book book = codec.readStored(versions.text(note));
      return new Stored(Optional.of(note), book.with(book.set().as(note.number())));
    } catch (RefusedDocumentException e) {
      throw new RuleStoreException("version " + note.number() + " can't be read", e);
    }
  }

  /**
   * Makes a version.
   *
   * @param expected the version that the author has seen
   * @param forced whether its tests failed
   * @throws VersionConflictException when somebody was quicker
   */
  public Stored add(Book book, long expected, String author, String comment, boolean forced)
      throws VersionConflictException {
    Book before = expected == 0 ? Book.empty() : at(expected);
    Book next = book.with(book.set().as(expected + 1));
    VersionNote note =
        versions.append(
            new RuleVersions.Change(
                Math.toIntExact(expected),
                author,
                comment,
                BookDiff.between(before, next, codec),
                codec.json(next),
                forced));
    return new Stored(Optional.of(note), next);
  }

  private Book at(long number) throws VersionConflictException {
    Optional<Stored> stored = find(Math.toIntExact(number));
    if (stored.isEmpty()) {
      throw new VersionConflictException(Math.toIntExact(number), Math.toIntExact(head()));
    }
    return stored.get().book();
  }

  /**
   * Makes a version that says what an older one said; 0 is the empty set.
   *
   * @return the new version's number
   * @throws RefusedDocumentException when there is no such version
   */
  public long rollback(int target, long expected, String author, String comment)
      throws VersionConflictException, RefusedDocumentException {
    Optional<Book> book =
        target == 0
            ? Optional.of(new Book(RuleSet.empty(), List.of()))
            : find(target).map(Stored::book);
    if (book.isEmpty()) {
      throw new RefusedDocumentException(
          Problem.at("", Integer.toString(target), "a version from 0 to " + head()));
    }
    return add(book.get(), expected, author, comment, false).book().set().version();
  }
}
