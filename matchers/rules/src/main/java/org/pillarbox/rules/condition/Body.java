package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The text of the message.
 *
 * @param text how it is compared
 */
@Described(
    name = "body",
    meaning = "The text of the message: its text parts, without attachments.",
    example = "{words: [confidential]}")
public record Body(TextMatch text) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.content().text().answer(all -> text.answer(all, facts, lists));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.content().text());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
