package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * What the client said with HELO or EHLO.
 *
 * @param name how it is compared
 * @param missing whether to say yes if there is none
 */
@Described(
    name = "helo",
    meaning = "What the client said with HELO or EHLO.",
    example = "{pattern: ['^[^.]+$']}")
public record Helo(
    TextMatch name, @Param(value = "say yes if there is none", standard = "false") boolean missing)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .session()
        .helo()
        .answer(Answer.of(missing), text -> name.answer(text, facts, lists));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.session().helo());
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
