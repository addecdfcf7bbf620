package org.pillarbox.rules.action;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Moment;

/**
 * Sends it elsewhere instead. Later rules see the new copies, with origin {@link
 * org.pillarbox.rules.facts.Origin#REDIRECT}.
 *
 * @param to addresses that get it instead
 */
@Described(
    name = "redirect",
    meaning =
        "Send it to these addresses instead; rules then see the new copies with origin redirect.",
    example = "{to: [office@example.com]}")
public record Redirect(@Param("addresses that get it instead") List<Address> to) implements Action {

  public Redirect {
    to = Bounds.some("to", to);
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
