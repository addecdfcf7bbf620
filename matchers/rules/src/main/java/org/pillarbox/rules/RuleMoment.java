package org.pillarbox.rules;

import java.util.List;
import org.pillarbox.rules.facts.Moment;

/**
 * When a rule acts, and why not earlier.
 *
 * @param rule its id
 * @param conditions when at the latest its own conditions are decided
 * @param actions the earliest moment at which all its actions can be done
 * @param moment when it acts: the latest of these and of the earlier rules that delay it
 * @param delayedBy ids of the earlier rules that delay it: they could stop, exempt or redirect the
 *     same recipient and are decided later
 */
public record RuleMoment(
    String rule, Moment conditions, Moment actions, Moment moment, List<String> delayedBy) {
  public RuleMoment {
    delayedBy = List.copyOf(delayedBy);
  }
}
