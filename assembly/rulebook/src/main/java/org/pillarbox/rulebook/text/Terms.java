package org.pillarbox.rulebook.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.condition.Condition;

/** Conditions and actions as documents write them: a name and a mapping of parameters. */
interface Terms {
  /** The condition of that name, or nothing and a note of what is wrong. */
  Optional<Condition> condition(
      String name, JsonNode parameters, String pointer, List<Problem> problems);

  /** The action of that name, or nothing and a note of what is wrong. */
  Optional<Action> action(String name, JsonNode parameters, String pointer, List<Problem> problems);

  /** Whether there is such a condition. */
  boolean isCondition(String name);

  /** Name of the condition or action. */
  String name(Object term);

  /** Its parameters, those left out that have their standard value. */
  JsonNode parameters(Object term);
}
