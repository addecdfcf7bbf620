package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Removes all header fields of a name.
 *
 * @param name name of the field
 */
@Described(
    name = "remove-header",
    meaning = "Remove all header fields of that name.",
    example = "{name: X-Internal}")
public record RemoveHeader(@Param("name of the field") String name) implements Action {

  public RemoveHeader {
    name = Bounds.fieldName("name", name);
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.HEADER;
  }
}
