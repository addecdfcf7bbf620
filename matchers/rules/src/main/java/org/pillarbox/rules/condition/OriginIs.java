package org.pillarbox.rules.condition;

import java.util.List;
import java.util.Locale;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.facts.Origin;
import org.pillarbox.rules.list.NamedLists;

/**
 * Which way the message came in.
 *
 * @param is one of these; naming {@link Origin#SYSTEM} is the only way to reach the appliance's own
 *     mail
 */
@Described(
    name = "origin",
    meaning = "Which way the message came in.",
    example = "{is: [mx, collected]}")
public record OriginIs(@Param("one of these ways") List<Origin> is) implements Condition {
  public OriginIs {
    is = Bounds.some("is", is);
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return Answer.of(is.contains(facts.envelope().origin()));
  }

  @Override
  public String seen(Facts facts) {
    return facts.envelope().origin().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
