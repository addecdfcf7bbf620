package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The virus scanner found something.
 *
 * @param name how its name is compared; nothing to compare with means anything
 */
@Described(
    name = "virus",
    meaning = "The virus scanner found something; with a comparison: of that name.",
    example = "{starts: [Win.]}")
public record Virus(TextMatch name) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .scan()
        .virus()
        .answer(found -> name.isEmpty() ? Answer.YES : name.answer(found, facts, lists));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.scan().virus());
  }

  @Override
  public Moment moment() {
    return Moment.SCANNED;
  }
}
