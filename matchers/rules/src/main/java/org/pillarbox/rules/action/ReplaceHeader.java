package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Replaces all header fields of a name by one.
 *
 * @param name name of the field
 * @param value its value, without line ends
 */
@Described(
    name = "replace-header",
    meaning = "Replace all header fields of that name by one.",
    example = "{name: Reply-To, value: office@example.com}")
public record ReplaceHeader(
    @Param("name of the field") String name,
    @Param("its value, encoded when it is written (RFC 2047)") String value)
    implements Action {

  public ReplaceHeader {
    name = Bounds.fieldName("name", name);
    value = Bounds.line("value", value, 2_000);
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
