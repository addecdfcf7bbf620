package org.pillarbox.rules.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pillarbox.rules.facts.Moment;

/**
 * One condition or action, as it describes itself.
 *
 * @param name its name in JSON and YAML
 * @param sort condition or action
 * @param meaning what it does
 * @param moments when its answer is known, or when it can be done; several if that depends on its
 *     parameters
 * @param parameters its parameters
 * @param example an example of its parameters, as a YAML flow mapping
 * @param exampleParameters the same, read
 */
public record Entry(
    String name,
    Sort sort,
    String meaning,
    Set<Moment> moments,
    List<Parameter> parameters,
    String example,
    Map<String, Object> exampleParameters) {
  /** What it is. */
  public enum Sort {
    /** It asks. */
    CONDITION,
    /** It does. */
    ACTION
  }

  public Entry {
    parameters = List.copyOf(parameters);
  }
}
