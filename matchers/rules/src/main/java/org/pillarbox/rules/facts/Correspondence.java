package org.pillarbox.rules.facts;

/**
 * Whether we have written to this sender before; a snapshot, taken when the envelope was known.
 *
 * @param recipientToAddress this recipient to this sender's address
 * @param recipientToDomain this recipient to anyone in the sender's domain
 * @param domainToAddress anyone in the recipient's domain to this sender's address
 * @param domainToDomain anyone in the recipient's domain to anyone in the sender's domain
 */
public record Correspondence(
    Fact<Boolean> recipientToAddress,
    Fact<Boolean> recipientToDomain,
    Fact<Boolean> domainToAddress,
    Fact<Boolean> domainToDomain) {
  /** Not looked up, because no rule asks, or impossible. */
  public static Correspondence unknown(String reason) {
    return new Correspondence(
        Fact.unknown(reason), Fact.unknown(reason), Fact.unknown(reason), Fact.unknown(reason));
  }

  /** The same answer in all four ways. */
  public static Correspondence of(boolean known) {
    return new Correspondence(Fact.of(known), Fact.of(known), Fact.of(known), Fact.of(known));
  }
}
