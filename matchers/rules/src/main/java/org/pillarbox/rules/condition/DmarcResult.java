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
 * DMARC result (RFC 7489).
 *
 * @param is one of these
 */
@Described(name = "dmarc", meaning = "DMARC result (RFC 7489).", example = "{is: [fail]}")
public record DmarcResult(@Param("one of these results") List<AuthResult> is) implements Condition {
  public DmarcResult {
    is = Bounds.some("is", is);
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts.authentication().dmarc().answer(result -> result.among(is));
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.authentication().dmarc());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
