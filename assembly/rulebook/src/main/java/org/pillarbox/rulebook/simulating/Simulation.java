package org.pillarbox.rulebook.simulating;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rules.Effect;
import org.pillarbox.rules.Explainer;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleResult;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Party;

/**
 * One draft asked about mail that has passed, beside the live rules. It reads and counts for
 * itself; nothing is kept, raised, sent or logged. To be run once, by one thread; {@link #report}
 * may be asked by others meanwhile.
 */
public final class Simulation {
  /** After this it ends with what it has. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int TOLD_EVERY = 250;
  private static final int MOST_RULES = 1_000;
  private static final int MOST_DIFFERENCES = 100;
  private static final int SAMPLES = 10;
  private static final int UNKNOWNS = 3;
  private static final int MOST_SAMPLES = 200;

  private final Current draft;
  private final Current live;
  private final Explainer explainer;
  private final FactsAfterwards afterwards;
  private final Clock clock;

  private final Set<String> messages = new HashSet<>();
  private final Map<String, Count> counts = new HashMap<>();
  private final List<Report.Difference> differences = new ArrayList<>();
  private long copies;
  private long different;
  private int samples;
  private Instant oldest = Instant.EPOCH;
  private volatile Report report = Report.none();

  /**
   * A simulation that has not begun.
   *
   * @param draft what is tried
   * @param live what it is compared with
   * @param found adds to kept facts what can be found out afterwards
   */
  public Simulation(
      Current draft,
      Current live,
      Memberships memberships,
      UnaryOperator<Facts> found,
      Clock clock) {
    this.draft = draft;
    this.live = live;
    this.explainer = new Explainer(draft.evaluator());
    this.afterwards = new FactsAfterwards(memberships, found);
    this.clock = clock;
  }

  private static final class Count {
    private long matched;
    private long unknown;
    private long acted;
    private long audited;
    private final List<Report.Sample> samples = new ArrayList<>();
    private final List<Report.Sample> unknowns = new ArrayList<>();

    Report.OfRule told(String rule) {
      return new Report.OfRule(rule, matched, unknown, acted, audited, samples, unknowns);
    }
  }

  /** What has been found so far. */
  public Report report() {
    return report;
  }

  /**
   * Looks at past mail until all is seen, the time is over or the thread is interrupted.
   *
   * @throws org.pillarbox.rulebook.versions.RuleStoreException when the store does not answer
   */
  public Report run(PastMail past, PastMail.Selection selection) {
    Instant end = clock.instant().plus(LONGEST);
    boolean[] late = {false};
    past.newest(
        selection.words().isPresent() ? selection.unlimited() : selection,
        copy -> {
          if (selection.mentions(copy.kept().facts())) {
            look(copy);
            if (copies % TOLD_EVERY == 0) {
              report = told(false, "");
            }
          }
          late[0] = clock.instant().isAfter(end);
          return !late[0] && copies < selection.limit() && !Thread.currentThread().isInterrupted();
        });
    boolean cancelled = Thread.currentThread().isInterrupted();
    String ended =
        cancelled
            ? "it was cancelled"
            : late[0] ? "its time was over after " + LONGEST.toMinutes() + " minutes" : "";
    report = told(ended.isEmpty(), ended);
    return report;
  }

  private void look(PastMail.Copy copy) {
    Facts facts = afterwards.of(copy.kept().facts());
    Verdict verdict = ask(draft, facts);
    Verdict present = ask(live, facts);
    copies++;
    messages.add(copy.id());
    oldest = copy.kept().at();
    String handling = Handling.line(verdict);
    verdict.rules().forEach(result -> count(copy, facts, handling, result));
    if (!Handling.of(verdict).equals(Handling.of(present))) {
      different++;
      if (differences.size() < MOST_DIFFERENCES) {
        differences.add(
            new Report.Difference(
                copy.id(),
                facts
                    .envelope()
                    .sender()
                    .value()
                    .map(Party::address)
                    .map(Object::toString)
                    .orElse(""),
                copy.kept().recipient(),
                copy.kept().at(),
                Handling.line(present),
                handling));
      }
    }
  }

  /**
   * As the dialogue asks: what is decided by what was known then is decided. Only where a rule has
   * to wait for more does it count that there is no more.
   */
  private static Verdict ask(Current rules, Facts facts) {
    Verdict then = rules.evaluator().evaluate(facts, rules.lists());
    return then.isFinal()
        ? then
        : rules.evaluator().evaluate(FactsAfterwards.settled(facts), rules.lists());
  }

  private void count(PastMail.Copy copy, Facts facts, String handling, RuleResult result) {
    if (result.answer() == Answer.NO) {
      return;
    }
    Count count = counts.computeIfAbsent(result.rule(), unused -> new Count());
    count.acted += result.effect() == Effect.APPLIED ? 1 : 0;
    count.audited += result.effect() == Effect.AUDITED ? 1 : 0;
    if (result.answer() == Answer.YES) {
      count.matched++;
      sample(count.samples, SAMPLES, copy, facts, handling, result);
    } else {
      count.unknown++;
      sample(count.unknowns, UNKNOWNS, copy, facts, handling, result);
    }
  }

  private void sample(
      List<Report.Sample> into,
      int most,
      PastMail.Copy copy,
      Facts facts,
      String handling,
      RuleResult result) {
    if (into.size() >= most || samples >= MOST_SAMPLES) {
      return;
    }
    samples++;
    Rule rule = draft.book().set().find(result.rule()).orElseThrow();
    into.add(
        new Report.Sample(
            copy.id(),
            copy.kept().recipient(),
            copy.kept().at(),
            result.answer() == Answer.LATER ? Answer.UNKNOWN : result.answer(),
            handling,
            explainer.explain(rule.when(), FactsAfterwards.settled(facts), draft.lists())));
  }

  private Report told(boolean complete, String ended) {
    List<Report.OfRule> rules =
        draft.book().set().rules().stream()
            .filter(rule -> counts.containsKey(rule.id()))
            .limit(MOST_RULES)
            .map(rule -> counts.get(rule.id()).told(rule.id()))
            .toList();
    return new Report(
        messages.size(),
        copies,
        complete,
        ended,
        oldest,
        rules,
        counts.size() - rules.size(),
        different,
        differences);
  }
}
