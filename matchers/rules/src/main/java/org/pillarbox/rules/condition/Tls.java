package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Whether the client's session is encrypted.
 *
 * @param used encrypted, or not
 */
@Described(
    name = "tls",
    meaning = "Whether the client's session is encrypted.",
    example = "{used: false}")
public record Tls(@Param(value = "encrypted (true) or not (false)", standard = "true") boolean used)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.session().tls().answer(encrypted -> Answer.of(encrypted == used));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.session().tls());
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
