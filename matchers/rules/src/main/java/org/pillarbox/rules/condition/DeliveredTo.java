package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The recipient after expansion.
 *
 * @param who whom it is compared with
 */
@Described(
    name = "delivered-to",
    meaning = "The address after aliases, groups and forwards were expanded.",
    example = "{local: false}")
public record DeliveredTo(PartyMatch who) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return who.answer(facts.envelope().deliveredTo(), facts, lists);
  }

  @Override
  public String seen(Facts facts) {
    return Seen.party(facts.envelope().deliveredTo());
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }
}
