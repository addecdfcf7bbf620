package org.pillarbox.rules.action;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Address;
import org.pillarbox.rules.facts.Moment;

/**
 * Tells someone by mail, with origin {@link org.pillarbox.rules.facts.Origin#SYSTEM}. {@code
 * {rule}}, {@code {sender}}, {@code {recipient}} and {@code {subject}} are filled in.
 *
 * @param to who is told
 * @param subject subject of the notice
 * @param text text of the notice
 */
@Described(
    name = "notify",
    meaning = "Tell someone by mail. {rule}, {sender}, {recipient} and {subject} are filled in.",
    example =
        "{to: [security@example.com], subject: 'Rule {rule}', text: '{sender} wrote to {recipient}'}")
public record Notify(
    @Param("who is told") List<Address> to,
    @Param(value = "subject of the notice", standard = "Rule {rule}") String subject,
    @Param(value = "text of the notice", standard = "{sender} wrote to {recipient}: {subject}")
        String text)
    implements Action {

  public Notify {
    to = Bounds.some("to", to);
    subject = Bounds.line("subject", subject, 400);
    text = Bounds.text("text", text, 10_000);
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
