package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * SPF result (RFC 7208).
 *
 * @param is one of these
 */
@Described(name = "spf", meaning = "SPF result (RFC 7208).", example = "{is: [fail, softfail]}")
public record SpfResult(@Param("one of these results") List<AuthResult> is) implements Condition {
  public SpfResult {
    is = Bounds.some("is", is);
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.authentication().spf().answer(result -> result.among(is));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.authentication().spf());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
