package org.pillarbox.rulebook.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.versions.BookDiff;
import org.pillarbox.rulebook.versions.RuleBook;
import org.pillarbox.rulebook.versions.RuleStoreException;
import org.pillarbox.rulebook.versions.VersionConflictException;
import org.pillarbox.rules.Finding;
import org.pillarbox.rules.Lint;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.NamedLists;

/**
 * Where the rule set is changed. A change is checked whole before it is made: one that can't be
 * used is refused with all that is wrong, and what holds stays as it was.
 */
public final class RuleDesk {
  private static final Duration LONGEST_CONFIRMATION = Duration.ofDays(1);
  private static final int TRIES = 5;

  private final RuleBook versions;
  private final LiveRules live;
  private final BookCodec codec;
  private final RuleTests tests;
  private final Clock clock;

  @Inject
  public RuleDesk(
      RuleBook versions, LiveRules live, BookCodec codec, RuleTests tests, Clock clock) {
    this.versions = versions;
    this.live = live;
    this.codec = codec;
    this.tests = tests;
    this.clock = clock;
  }

  /**
   * How a change is to be made.
   *
   * @param expected the version that its author has seen
   * @param author who makes it
   * @param comment why
   * @param force whether it is made although tests of its rules fail, which is noted in the version
   * @param confirmWithin if given, the change is taken back unless it is confirmed in that time
   */
  public record Order(
      long expected,
      String author,
      String comment,
      boolean force,
      Optional<Duration> confirmWithin) {
    public Order {
      confirmWithin.ifPresent(
          time -> {
            if (time.compareTo(Duration.ofSeconds(5)) < 0
                || time.compareTo(LONGEST_CONFIRMATION) > 0) {
              throw new IllegalArgumentException(
                  "confirm-within: " + time.toSeconds() + " s; 5 s to 1 day is allowed");
            }
          });
    }
  }

  /**
   * What a change would do, or did.
   *
   * @param version the version that was made; the one it was compared with if none was
   * @param diff lines that begin with plus, minus or a space
   * @param findings what lint says of it
   * @param failed tests that fail
   */
  public record Outcome(
      long version, String diff, List<Finding> findings, List<RuleTests.Failure> failed) {
    public Outcome {
      findings = List.copyOf(findings);
      failed = List.copyOf(failed);
    }
  }

  /** The newest version. */
  public Book newest() {
    return versions.newest().book();
  }

  /** What a change would do; nothing is changed. */
  public Outcome look(Book book) throws RefusedDocumentException {
    Book now = newest();
    List<Finding> findings = check(book);
    return new Outcome(
        now.set().version(), BookDiff.between(now, book, codec), findings, tests.failures(book));
  }

  /**
   * Makes a change.
   *
   * @throws RefusedDocumentException when the set can't be used, or its tests fail
   * @throws VersionConflictException when somebody else made a version meanwhile
   * @throws RuleStoreException when the store does not answer
   */
  public Outcome apply(Book book, Order order)
      throws RefusedDocumentException, VersionConflictException {
    List<Finding> findings = check(book);
    List<RuleTests.Failure> failed = tests.failures(book);
    if (!failed.isEmpty() && !order.force()) {
      throw new RefusedDocumentException(failed.stream().map(RuleTests.Failure::problem).toList());
    }
    RuleBook.Stored stored =
        versions.add(book, order.expected(), order.author(), order.comment(), !failed.isEmpty());
    return made(stored, order, findings, failed);
  }

  private Outcome made(
      RuleBook.Stored stored, Order order, List<Finding> findings, List<RuleTests.Failure> failed) {
    long version = stored.book().set().version();
    // A change that need not be confirmed is itself the word that what came before may stay.
    live.confirm();
    order
        .confirmWithin()
        .ifPresent(time -> live.takeBackAt(clock.instant().plus(time), version, order.expected()));
    live.refresh();
    String diff = stored.note().map(org.pillarbox.rulebook.versions.VersionNote::diff).orElse("");
    return new Outcome(version, diff, findings, failed);
  }

  /** Makes a change to whatever is newest, again if somebody else was quicker. */
  public Outcome change(UnaryOperator<Book> change, String author, String comment)
      throws RefusedDocumentException, VersionConflictException {
    for (int i = 1; ; i++) {
      Book now = newest();
      Book next = change.apply(now);
      if (next.equals(now)) {
        return new Outcome(now.set().version(), "", List.of(), List.of());
      }
      try {
        return apply(
            next, new Order(now.set().version(), author, comment, false, Optional.empty()));
      } catch (VersionConflictException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Goes back to what a version said; that is a new version. */
  public Outcome rollback(int target, Order order)
      throws RefusedDocumentException, VersionConflictException {
    Book now = newest();
    long made = versions.rollback(target, order.expected(), order.author(), order.comment());
    live.confirm();
    live.refresh();
    Book then = versions.find(Math.toIntExact(made)).map(RuleBook.Stored::book).orElse(now);
    return new Outcome(made, BookDiff.between(now, then, codec), List.of(), List.of());
  }

  /** What lint says; what may not go live is thrown. */
  private List<Finding> check(Book book) throws RefusedDocumentException {
    NamedLists lists;
    try {
      lists = IndexedLists.of(book.lists());
    } catch (IllegalArgumentException e) {
      throw new RefusedDocumentException(Problem.at("/lists", "", String.valueOf(e.getMessage())));
    }
    List<Finding> findings = Lint.check(book.set(), lists, clock.instant());
    List<Problem> problems = new ArrayList<>();
    findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .forEach(
            finding ->
                problems.add(Problem.at(place(book, finding.rule()), "", finding.message())));
    if (!problems.isEmpty()) {
      throw new RefusedDocumentException(problems);
    }
    return findings;
  }

  /** Everything that lint says, errors too. */
  public List<Finding> lint(Book book) {
    return Lint.check(book.set(), IndexedLists.of(book.lists()), clock.instant());
  }

  static String place(Book book, String rule) {
    for (int i = 0; i < book.set().rules().size(); i++) {
      if (book.set().rules().get(i).id().equals(rule)) {
        return "/rules/" + i;
      }
    }
    return "/rules";
  }
}
