package org.pillarbox.rules.condition;

import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.AuthResult;
import org.pillarbox.rules.facts.DkimResult;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Result of one of the message's DKIM signatures (RFC 6376).
 *
 * @param is one of these; {@link AuthResult#NONE} also means that there is no signature
 * @param domain signed by one of these; empty means by any
 */
@Described(
    name = "dkim",
    meaning = "Result of one of the message's DKIM signatures (RFC 6376).",
    example = "{is: [pass], domain: [example.com]}")
public record Dkim(
    @Param("one of these results; none means that there is no signature") List<AuthResult> is,
    @Param("signed by one of these domains; empty means by any") List<String> domain)
    implements Condition {
  public Dkim {
    is = Bounds.some("is", is);
    domain = Bounds.lower("domain", domain);
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .authentication()
        .dkim()
        .answer(
            signatures ->
                signatures.stream()
                    .map(this::fits)
                    .reduce(
                        Answer.of(signatures.isEmpty() && is.contains(AuthResult.NONE)),
                        Answer::or));
  }

  private Answer fits(DkimResult signature) {
    return domain.isEmpty() || domain.contains(signature.domain())
        ? signature.result().among(is)
        : Answer.NO;
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.authentication().dkim());
  }

  @Override
  public Moment moment() {
    return Moment.DATA;
  }
}
