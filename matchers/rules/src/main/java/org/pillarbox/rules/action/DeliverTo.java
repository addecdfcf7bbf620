package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Delivers into a folder of the recipient instead of INBOX.
 *
 * @param name path of the folder, parts joined by {@code /}
 * @param seen whether it arrives as read
 */
@Described(
    name = "folder",
    meaning = "Deliver into a folder of the recipient, made if it is missing.",
    example = "{name: Newsletters}")
public record DeliverTo(
    @Param("path of the folder, parts joined by a slash") String name,
    @Param(value = "mark it as read", standard = "false") boolean seen)
    implements Action {

  public DeliverTo {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: the path of a folder is expected");
    }
    name = Bounds.line("name", name, 200);
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
