package org.pillarbox.rules;

import java.util.List;
import org.pillarbox.rules.action.Action;

/**
 * One action that is to be carried out.
 *
 * @param rule id of the rule that wants it
 * @param action the action
 * @param otherwise what to do in its place if it may not touch the message
 */
public record Due(String rule, Action action, List<Action> otherwise) {
  public Due {
    otherwise = List.copyOf(otherwise);
  }
}
