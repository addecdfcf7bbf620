package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * International bank account numbers in the text, with their check digits (ISO 13616).
 *
 * @param atLeast how many at least
 */
@Described(
    name = "iban",
    meaning = "The text has bank account numbers whose check digits are right.",
    example = "{at-least: 3}")
public record Iban(
    @Param(value = "at least this many", standard = "1", least = 1, most = 1000) int atLeast)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .text()
        .answer(text -> text.whole(Answer.of(Ibans.count(text.original(), atLeast) >= atLeast)));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(
        facts.content().text().map(text -> Ibans.count(text.original(), 1_000) + " found"));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
