package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The recipient as given with RCPT.
 *
 * @param who whom it is compared with
 */
@Described(
    name = "recipient",
    meaning = "The address as given with RCPT, before aliases and groups are expanded.",
    example = "{group: [hr]}")
public record Recipient(PartyMatch who) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return who.answer(facts.envelope().recipient(), facts, lists);
  }

  @Override
  public String seen(Facts facts) {
    return Seen.clipped(Seen.one(facts.envelope().recipient()));
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
