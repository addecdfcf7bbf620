package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.RuleTest;
import org.pillarbox.rules.State;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.NamedLists;

/**
 * Runs the messages that rules carry with them. A test asks its own rule alone, direction and
 * conditions; what other rules would do is for a simulation to say.
 */
public final class RuleTests {
  private final FactsOf facts;

  @Inject
  public RuleTests(FactsOf facts) {
    this.facts = facts;
  }

  /**
   * How one test went.
   *
   * @param rule id of the rule
   * @param test name of the test, or its number from 1 if it has none
   * @param expected what its author expects
   * @param got what the rule says
   */
  public record Outcome(String rule, String test, Answer expected, Answer got) {
    /** Whether the rule says what is expected. */
    public boolean passed() {
      return expected == got;
    }
  }

  /**
   * All tests of all rules, those of rules that are off too, in order.
   *
   * @throws MessagingException if the store or the directory does not answer
   */
  public List<Outcome> run(RuleSet set, NamedLists lists) throws MessagingException {
    // Of rules that are off nobody needs facts, but their tests do.
    List<Rule> all = set.rules().stream().map(rule -> rule.with(State.ON)).toList();
    Needs needs = Needs.of(new RuleSet(set.version(), State.ON, all));
    List<Outcome> outcomes = new ArrayList<>();
    for (Rule rule : set.rules()) {
      int number = 1;
      for (RuleTest test : rule.tests()) {
        String name = test.name().isBlank() ? Integer.toString(number) : test.name();
        outcomes.add(
            new Outcome(
                rule.id(), name, test.expected(), answer(rule, facts.ofTest(test, needs), lists)));
        number++;
      }
    }
    return outcomes;
  }

  private static Answer answer(Rule rule, Facts facts, NamedLists lists) {
    return rule.direction().answer(facts.envelope()).and(rule.when().answer(facts, lists));
  }
}
