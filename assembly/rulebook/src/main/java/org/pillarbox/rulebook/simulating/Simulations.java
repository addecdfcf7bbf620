package org.pillarbox.rulebook.simulating;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.rulebook.desk.RuleDesk;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.Gathering;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.Problem;
import org.pillarbox.rulebook.text.RefusedDocumentException;
import org.pillarbox.rulebook.text.Trial;
import org.pillarbox.rulebook.versions.RuleBook;
import org.pillarbox.rules.Explainer;
import org.pillarbox.rules.Explanation;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.State;
import org.pillarbox.rules.Validity;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.port.Groups;

/**
 * Where rules are tried before they bite. What is tried is checked as if it were to go live; then
 * it is asked about mail, and the live rules are asked the same. Nothing is changed by it.
 */
public final class Simulations {
  private static final int USUAL_LIMIT = 10_000;
  private static final int USUAL_STORED = 1_000;

  private final RuleDesk desk;
  private final RuleBook versions;
  private final LiveRules rules;
  private final PastMail past;
  private final Gathering gathering;
  private final GivenFacts given;
  private final RulebookConfiguration configuration;
  private final Clock clock;

  @Inject
  public Simulations(
      RuleDesk desk,
      RuleBook versions,
      LiveRules rules,
      PastMail past,
      Gathering gathering,
      GivenFacts given,
      RulebookConfiguration configuration,
      Clock clock) {
    this.desk = desk;
    this.versions = versions;
    this.rules = rules;
    this.past = past;
    this.gathering = gathering;
    this.given = given;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * A simulation over past mail that is ready to run.
   *
   * @param simulation to be run once
   * @param past the mail
   * @param selection which of it
   */
  public record Ready(Simulation simulation, PastMail past, PastMail.Selection selection) {
    /** Runs it. */
    public Report run() {
      return simulation.run(past, selection);
    }
  }

  /**
   * Makes a simulation over past mail ready.
   *
   * @throws RefusedDocumentException when the rules could not go live
   * @throws IllegalArgumentException when no such mail can be meant
   */
  public Ready over(Trial.Candidate candidate, Trial.Target.Past target)
      throws RefusedDocumentException {
    Current draft = draft(candidate);
    Current live = live();
    Needs needs = needs(draft, live);
    Instant until = target.until().orElseGet(clock::instant);
    Instant oldest = clock.instant().minus(configuration.keepFacts());
    Instant since = target.since().filter(oldest::isBefore).orElse(oldest);
    return new Ready(
        new Simulation(draft, live, memberships(needs), found(needs), clock),
        past,
        new PastMail.Selection(
            target.user(),
            target.domain(),
            since,
            until,
            target.limit().orElse(USUAL_LIMIT),
            target.words()));
  }

  /**
   * Makes a simulation over a user's folders ready.
   *
   * @throws RefusedDocumentException when the rules could not go live
   * @throws IllegalArgumentException when no such mail can be meant
   */
  public Ready over(Trial.Candidate candidate, Trial.Target.Stored target)
      throws RefusedDocumentException {
    Current draft = draft(candidate);
    Current live = live();
    Needs needs = needs(draft, live);
    return new Ready(
        new Simulation(draft, live, memberships(needs), UnaryOperator.identity(), clock),
        given.stored(target, needs),
        new PastMail.Selection(
            Optional.of(target.user()),
            Optional.empty(),
            target.since().orElse(Instant.EPOCH),
            target.until().orElseGet(clock::instant),
            target.limit().orElse(USUAL_STORED),
            target.words()));
  }

  /**
   * Tries one message.
   *
   * @throws RefusedDocumentException when the rules could not go live
   * @throws MessagingException when the message can't be read
   * @throws Groups.Away when the directory does not answer
   */
  public MessageReport on(Trial.Candidate candidate, Trial.Target.Given target)
      throws RefusedDocumentException, MessagingException {
    Current draft = draft(candidate);
    Current live = live();
    Needs needs = needs(draft, live);
    Facts whole = given.of(target, needs);
    Explainer explainer = new Explainer(draft.evaluator());
    List<MessageReport.OfRecipient> recipients = new ArrayList<>();
    for (var recipient : target.recipients()) {
      Facts facts = given.seenFrom(whole, recipient, needs);
      Explanation explanation = explainer.explain(facts, draft.lists());
      Verdict verdict = explanation.verdict();
      Verdict present = live.evaluator().evaluate(facts, live.lists());
      recipients.add(
          new MessageReport.OfRecipient(
              recipient.toString(),
              Handling.line(verdict),
              Handling.line(present),
              !Handling.of(verdict).equals(Handling.of(present)),
              explanation));
    }
    return new MessageReport(recipients);
  }

  private Current live() {
    return rules.current().orElseGet(() -> Current.of(desk.newest()));
  }

  private Current draft(Trial.Candidate candidate) throws RefusedDocumentException {
    if (candidate instanceof Trial.Candidate.OneRule one) {
      return Current.of(with(desk.newest(), one.rule()));
    }
    if (candidate instanceof Trial.Candidate.Whole whole) {
      return Current.of(checked(whole.book(), "/book"));
    }
    return candidate instanceof Trial.Candidate.Version version
        ? Current.of(stored(version.number()))
        : Current.of(desk.newest());
  }

  private Book stored(int number) throws RefusedDocumentException {
    if (number == 0) {
      return Book.empty();
    }
    return versions
        .find(number)
        .map(RuleBook.Stored::book)
        .orElseThrow(
            () ->
                new RefusedDocumentException(
                    Problem.at("/version", Integer.toString(number), "a version that was made")));
  }

  /** In the place of the rule of its id or last, on and at all times: that is what is asked. */
  private Book with(Book book, Rule draft) throws RefusedDocumentException {
    Rule rule = draft.with(State.ON).with(Validity.always());
    List<Rule> all = new ArrayList<>(book.set().rules());
    int place =
        book.set()
            .find(rule.id())
            .map(book.set().rules()::indexOf)
            .orElse(book.set().rules().size());
    if (place < all.size()) {
      all.set(place, rule);
    } else {
      all.add(rule);
    }
    // A set that is off would not be asked at all.
    State mode = book.set().mode() == State.OFF ? State.AUDIT : book.set().mode();
    Book changed = book.with(new RuleSet(book.set().version(), mode, all));
    try {
      desk.look(changed);
      return changed;
    } catch (RefusedDocumentException e) {
      throw new RefusedDocumentException(
          e.problems().stream()
              .map(
                  problem ->
                      problem.pointer().equals("/rules/" + place)
                          ? Problem.at("/rule", problem.value(), problem.expected())
                          : problem)
              .toList());
    }
  }

  private Book checked(Book book, String pointer) throws RefusedDocumentException {
    try {
      desk.look(book);
      return book;
    } catch (RefusedDocumentException e) {
      throw new RefusedDocumentException(
          e.problems().stream()
              .map(
                  problem ->
                      Problem.at(pointer + problem.pointer(), problem.value(), problem.expected()))
              .toList());
    }
  }

  private static Needs needs(Current draft, Current live) {
    Needs one = draft.evaluator().needs();
    Needs other = live.evaluator().needs();
    return new Needs(
        union(one.groups(), other.groups()),
        union(one.lists(), other.lists()),
        union(one.counters(), other.counters()),
        one.correspondence() || other.correspondence(),
        one.reverseName() || other.reverseName(),
        one.text() || other.text(),
        one.attachments() || other.attachments(),
        one.insideAttachments() || other.insideAttachments());
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  private UnaryOperator<Facts> found(Needs needs) {
    return needs.correspondence() ? gathering::corresponded : UnaryOperator.identity();
  }

  private Memberships memberships(Needs needs) {
    if (needs.groups().isEmpty()) {
      return address -> Fact.of(Set.of());
    }
    return address -> {
      try {
        return gathering.parties().of(address, needs).groups();
      } catch (Groups.Away e) {
        return Fact.unknown("the directory does not answer: " + e.getMessage());
      }
    };
  }
}
