package org.pillarbox.rules;

import java.util.List;
import org.pillarbox.rules.facts.Answer;

/**
 * How one rule went for one recipient.
 *
 * @param rule its id
 * @param answer what its conditions said
 * @param effect what became of it
 * @param notes why something that it wanted is not done: own mail, duty address, {@code <>}
 */
public record RuleResult(String rule, Answer answer, Effect effect, List<String> notes) {
  public RuleResult {
    notes = List.copyOf(notes);
  }
}
