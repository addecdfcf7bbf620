package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * How many recipients the envelope has.
 *
 * @param above more than this many
 */
@Described(
    name = "recipients",
    meaning = "How many recipients the message was given in all.",
    example = "{above: 50}")
public record RecipientCount(@Param(value = "more than this many", standard = "0") int above)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.envelope().recipients().answer(all -> Answer.of(all.size() > above));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.envelope().recipients().map(List::size));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
