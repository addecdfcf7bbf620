package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.facts.Trait;
import org.pillarbox.rules.list.NamedLists;

/**
 * What kind of message it is.
 *
 * @param any one of these kinds
 */
@Described(
    name = "message-is",
    meaning = "What kind of message it is.",
    example = "{any: [list, bulk, auto-submitted]}")
public record MessageIs(
    @Param(
            "one of these kinds: auto-submitted, list, bulk, calendar, signed, encrypted, report, tnef")
        List<Trait> any)
    implements Condition {
  public MessageIs {
    any = Bounds.some("any", any);
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .traits()
        .answer(traits -> Answer.of(any.stream().anyMatch(traits::contains)));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.content().traits());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
