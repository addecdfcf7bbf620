package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.SafePattern;

/**
 * A pattern of one's own in the text.
 *
 * @param pattern RE2 expression
 * @param atLeast how many at least
 */
@Described(
    name = "data-pattern",
    meaning = "An RE2 expression is found in the text at least so many times.",
    example = "{pattern: '[A-Z]{2}[0-9]{6}', at-least: 5}")
public record DataPattern(
    @Param("RE2 expression, without case") SafePattern pattern,
    @Param(value = "at least this many", standard = "1", least = 1, most = 1000) int atLeast)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .text()
        .answer(
            text -> text.whole(Answer.of(pattern.countIn(text.original(), atLeast) >= atLeast)));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(
        facts.content().text().map(text -> pattern.countIn(text.original(), 1_000) + " found"));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
