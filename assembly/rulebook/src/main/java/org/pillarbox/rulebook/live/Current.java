package org.pillarbox.rulebook.live;

import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rules.Evaluator;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.NamedLists;

/**
 * The rules that hold at one moment: one snapshot for the whole of an evaluation, so that nobody
 * sees half of a change.
 *
 * @param book rules and lists as they are kept
 * @param evaluator the rules, made ready
 * @param lists the lists, made ready
 */
public record Current(Book book, Evaluator evaluator, NamedLists lists) {
  /** Makes a book ready. */
  public static Current of(Book book) {
    return new Current(book, Evaluator.of(book.set()), IndexedLists.of(book.lists()));
  }

  /** The version; 0 is the empty set before the first. */
  public long version() {
    return book.set().version();
  }

  /** Whether there is any rule to ask. */
  public boolean isEmpty() {
    return book.set().rules().isEmpty();
  }
}
