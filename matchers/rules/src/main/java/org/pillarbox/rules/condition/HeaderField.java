package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * A header field; one of several of the same name is enough.
 *
 * @param name its name, without case
 * @param text how it is compared; nothing to compare with asks whether it is there
 */
@Described(
    name = "header",
    meaning = "Any header field, decoded; without a comparison: that it is there.",
    example = "{name: X-Campaign, contains: [summer]}")
public record HeaderField(@Param("name of the field") String name, TextMatch text)
    implements Condition {
  public HeaderField {
    if (!isFieldName(name)) {
      throw new IllegalArgumentException(
          "name '%s': a header field's name is expected".formatted(name));
    }
  }

  private static boolean isFieldName(String name) {
    return !name.isEmpty()
        && name.length() <= 200
        && name.chars().allMatch(c -> c > 32 && c < 127 && c != ':');
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .content()
        .headers()
        .answer(
            headers -> {
              Answer answer = Answer.NO;
              for (Header field : (Iterable<Header>) headers.all(name)::iterator) {
                answer = answer.or(text.isEmpty() ? Answer.YES : text.answer(field, facts, lists));
              }
              return answer;
            });
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(
        facts.content().headers().flatMap(headers -> Fact.ofOptional(headers.first(name))));
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
