package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * The name that a mail client shows in place of the address.
 *
 * @param name how it is compared
 */
@Described(
    name = "display-name",
    meaning = "The decoded display name of the header field From.",
    example = "{contains: [Erika Boss]}")
public record DisplayName(TextMatch name) implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .headers()
        .answer(
            headers -> {
              Answer answer = Answer.NO;
              for (Author author : headers.from()) {
                answer = answer.or(name.answer(author.displayName(), facts, lists));
              }
              return answer;
            });
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.content().headers().map(headers -> Seen.authors(headers.from())));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
