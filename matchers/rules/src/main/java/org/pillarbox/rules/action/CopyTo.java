package org.pillarbox.rules.action;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Moment;

/**
 * Sends a copy elsewhere too, with its envelope.
 *
 * @param to addresses that get a copy
 */
@Described(
    name = "copy",
    meaning =
        "Send a copy to these addresses too, such as a journal: a report that names the envelope's"
            + " sender and recipients (Bcc among them), with the message attached as it is.",
    example = "{to: [journal@example.com]}")
public record CopyTo(@Param("addresses that get a copy") List<Address> to) implements Action {

  public CopyTo {
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
