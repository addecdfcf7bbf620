package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Content;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Scan;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.testing.RandomFacts;
import org.pillarbox.rules.testing.RandomRules;

/** The evaluator, with its index and short cuts, says what the plain specification says. */
class EvaluationPropertiesTest {
  private static final NamedLists LISTS = RandomRules.lists();

  @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
  void theEvaluatorAgreesWithTheReference(
      @ForAll("sets") RuleSet set, @ForAll("facts") Facts facts) {
    Verdict verdict = Evaluator.of(set).evaluate(facts, LISTS);
    ReferenceEvaluator.Expected expected = ReferenceEvaluator.evaluate(set, facts, LISTS);

    assertThat(name(verdict.decision())).isEqualTo(expected.decision());
    assertThat(verdict.actions()).extracting(Due::action).isEqualTo(expected.actions());
    assertThat(verdict.applied()).isEqualTo(expected.applied());
    assertThat(verdict.audited()).isEqualTo(expected.audited());
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
  void whatIsDecidedEarlyStaysDecided(
      @ForAll("sets") RuleSet set, @ForAll("facts") Facts facts, @ForAll boolean beforeData) {
    Evaluator evaluator = Evaluator.of(set);
    Facts early =
        beforeData
            ? Facts.atRcpt(
                    facts.at(),
                    facts.envelope().forRecipient(facts.envelope().recipient()),
                    facts.session())
                .withCorrespondence(facts.correspondence())
                .withCounters(facts.counters())
            : facts
                .withScan(Scan.later())
                .withEnvelope(facts.envelope().forRecipient(facts.envelope().recipient()));
    Verdict then = evaluator.evaluate(early, LISTS);
    Verdict last = evaluator.evaluate(facts, LISTS);

    boolean against =
        last.decision() instanceof Decision.Refused || last.decision() instanceof Decision.Deferred;
    if (then.decision() instanceof Decision.Pass) {
      assertThat(last.decision()).isEqualTo(then.decision());
      assertThat(last.actions()).isEqualTo(then.actions());
    } else if (then.decision() instanceof Decision.Wait) {
      List<Action> actions = new ArrayList<>();
      last.actions().forEach(due -> actions.add(due.action()));
      assertThat(against || actions.containsAll(then.actions().stream().map(Due::action).toList()))
          .as("%s then, %s in the end", then, last)
          .isTrue();
    } else {
      assertThat(against).as("%s then, %s in the end", then, last).isTrue();
    }
    assertThat(last.isFinal()).isTrue();
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void noAnswerIsLaterOnceEverythingIsKnown(
      @ForAll("nodes") Node node, @ForAll("facts") Facts facts) {
    assertThat(node.answer(facts, LISTS)).isNotEqualTo(Answer.LATER);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void anExplanationSaysWhatTheVerdictSays(
      @ForAll("sets") RuleSet set, @ForAll("facts") Facts facts) {
    Evaluator evaluator = Evaluator.of(set);
    Explanation explanation = new Explainer(evaluator).explain(facts, LISTS);

    assertThat(explanation.verdict()).isEqualTo(evaluator.evaluate(facts, LISTS));
    assertThat(explanation.rules()).hasSameSizeAs(set.rules());
    explanation.verdict().rules().stream()
        .filter(result -> result.effect() == Effect.APPLIED)
        .forEach(
            result ->
                assertThat(explanation.rules())
                    .anySatisfy(
                        rule -> {
                          assertThat(rule.id()).isEqualTo(result.rule());
                          assertThat(rule.asked()).isEqualTo(Explanation.Asked.YES);
                          assertThat(rule.effect()).isEqualTo(Effect.APPLIED);
                        }));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void aRecordWithoutBodyDecidesNothingElse(
      @ForAll("nodes") Node node, @ForAll("facts") Facts facts) {
    Answer kept = node.answer(facts.withContent(Content.unknown("not kept")), LISTS);

    assertThat(kept == Answer.UNKNOWN || kept == node.answer(facts, LISTS)).isTrue();
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
  void whatLintCallsWiderMatchesAllThatTheNarrowerMatches(
      @ForAll("nodes") Node narrow, @ForAll("nodes") Node wide, @ForAll("facts") Facts facts) {
    Node both = new Node.All(List.of(narrow, wide));

    assertThat(Wider.implies(both, wide)).isTrue();
    if (Wider.implies(narrow, wide) && narrow.answer(facts, LISTS) == Answer.YES) {
      assertThat(wide.answer(facts, LISTS)).isEqualTo(Answer.YES);
    }
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void whatLintCallsUnreachableNeverFires(
      @ForAll("sets") RuleSet set, @ForAll("facts") Facts facts) {
    List<String> unreachable =
        Lint.check(set, LISTS, facts.at()).stream()
            .filter(finding -> finding.about() == Finding.About.NEVER_FIRES)
            .filter(finding -> !finding.message().contains("but for what no rule refuses"))
            .map(Finding::rule)
            .toList();

    assertThat(Evaluator.of(set).evaluate(facts, LISTS).rules().stream())
        .filteredOn(result -> result.effect() == Effect.APPLIED && result.answer() == Answer.YES)
        .extracting(RuleResult::rule)
        .doesNotContainAnyElementsOf(unreachable.isEmpty() ? List.of("none") : unreachable);
  }

  private static String name(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      return "refused " + refused.rule();
    }
    if (decision instanceof Decision.Deferred deferred) {
      return "deferred " + deferred.rule();
    }
    return decision instanceof Decision.Wait ? "wait" : "pass";
  }

  @Provide
  Arbitrary<Facts> facts() {
    return RandomFacts.facts();
  }

  @Provide
  Arbitrary<Node> nodes() {
    return RandomRules.nodes(3);
  }

  @Provide
  Arbitrary<RuleSet> sets() {
    return RandomRules.sets();
  }
}
