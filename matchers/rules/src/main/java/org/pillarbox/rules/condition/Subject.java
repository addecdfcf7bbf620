package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The decoded subject.
 *
 * @param text how it is compared
 */
@Described(
    name = "subject",
    meaning = "The decoded subject.",
    example = "{words: [invoice, payment]}")
public record Subject(TextMatch text) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .headers()
        .answer(
            headers ->
                // A second one is shown by some readers, so it counts too.
                headers
                    .all("Subject")
                    .map(subject -> text.answer(subject, facts, lists))
                    .reduce(Answer.NO, Answer::or));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(
        facts.content().headers().flatMap(headers -> Fact.ofOptional(headers.first("Subject"))));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
