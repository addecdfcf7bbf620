package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Payment card numbers in the text, with Luhn's check digit (ISO/IEC 7812-1).
 *
 * @param atLeast how many at least
 */
@Described(
    name = "card-number",
    meaning = "The text has payment card numbers: 13 to 19 digits that pass the Luhn check.",
    example = "{at-least: 1}")
public record CardNumber(
    @Param(value = "at least this many", standard = "1", least = 1, most = 1000) int atLeast)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .text()
        .answer(
            text -> text.whole(Answer.of(CardNumbers.count(text.original(), atLeast) >= atLeast)));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(
        facts.content().text().map(text -> CardNumbers.count(text.original(), 1_000) + " found"));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
