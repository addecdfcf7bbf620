package org.pillarbox.rules.condition;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Fact;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * We have written to the sender before.
 *
 * @param we who wrote
 * @param they to whom
 */
@Described(
    name = "known-correspondent",
    meaning = "We have written to the sender before.",
    example = "{we: domain, they: address}")
public record KnownCorrespondent(
    @Param(
            value = "who wrote: this recipient, or anyone in the recipient's domain",
            standard = "recipient")
        We we,
    @Param(
            value = "to whom: this sender's address, or anyone in the sender's domain",
            standard = "address")
        They they)
    implements Condition {
  /** Who wrote. */
  public enum We {
    /** This recipient. */
    RECIPIENT,
    /** Anyone in the recipient's domain. */
    DOMAIN
  }

  /** To whom. */
  public enum They {
    /** This sender's address. */
    ADDRESS,
    /** Anyone in the sender's domain. */
    DOMAIN
  }

  private Fact<Boolean> fact(Facts facts) {
    return switch (we) {
      case RECIPIENT ->
          they == They.ADDRESS
              ? facts.correspondence().recipientToAddress()
              : facts.correspondence().recipientToDomain();
      case DOMAIN ->
          they == They.ADDRESS
              ? facts.correspondence().domainToAddress()
              : facts.correspondence().domainToDomain();
    };
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return fact(facts).answer(Answer::of);
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(fact(facts));
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
