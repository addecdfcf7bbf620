package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Size of the whole message.
 *
 * @param above more than this many bytes
 */
@Described(name = "size", meaning = "Size of the whole message.", example = "{above: 10485760}")
public record Size(@Param(value = "more than this", unit = "bytes", standard = "0") long above)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.content().size().answer(bytes -> Answer.of(bytes > above));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.content().size());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
