package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Adds a header field.
 *
 * @param name name of the field
 * @param value its value, without line ends
 */
@Described(
    name = "add-header",
    meaning = "Add a header field.",
    example = "{name: X-Checked, value: yes}")
public record AddHeader(
    @Param("name of the field") String name,
    @Param("its value, encoded when it is written (RFC 2047)") String value)
    implements Action {

  public AddHeader {
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
