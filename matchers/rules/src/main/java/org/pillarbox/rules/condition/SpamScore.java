package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Score of the spam filter.
 *
 * @param above more than this
 */
@Described(
    name = "spam-score",
    meaning = "Score of the spam filter; higher is worse.",
    example = "{above: 6}")
public record SpamScore(@Param(value = "more than this", least = -1000, most = 1000) double above)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.scan().spamScore().answer(score -> Answer.of(score > above));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.scan().spamScore());
  }

  @Override
  public Moment moment() {
    return Moment.SCANNED;
  }
}
