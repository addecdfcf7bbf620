package org.pillarbox.rules.action;

import java.util.Optional;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Adds a text to the message, unless it stands there already. {@code {sender.name}}, {@code
 * {sender.address}}, {@code {sender.domain}}, {@code {recipient.address}} and {@code {date}} are
 * filled in, escaped in HTML.
 *
 * @param text as plain text
 * @param html as HTML; made from the plain text if it is empty
 * @param where at which end
 */
@Described(
    name = "disclaimer",
    meaning =
        "Add a text to the message, at the top (a banner) or bottom, unless it stands there already. {sender.name}, {sender.address}, {sender.domain}, {recipient.address} and {date} are filled in. So is what administrators say of our own people (pillarbox user attributes), such as {sender.title}; what is not said is left out.",
    example = "{text: 'Sent by {sender.name}', where: bottom}")
public record Disclaimer(
    @Param("as plain text") String text,
    @Param(value = "as HTML; made from the plain text if it is left out") Optional<String> html,
    @Param(value = "top or bottom", standard = "bottom") Where where)
    implements Action {

  /** At which end of the message. */
  public enum Where {
    /** Before the text. */
    TOP,
    /** After the text. */
    BOTTOM
  }

  public Disclaimer {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text: a text is expected");
    }
    text = Bounds.text("text", text, 10_000);
    html = html.map(body -> Bounds.text("html", body, 20_000));
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.BODY;
  }
}
