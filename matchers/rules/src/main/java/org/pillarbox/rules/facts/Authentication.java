package org.pillarbox.rules.facts;

import java.util.List;

/**
 * What was verified of the sender's domain.
 *
 * @param spf RFC 7208
 * @param dkim each signature's result; an empty list if there is none
 * @param dmarc RFC 7489
 * @param arc RFC 8617
 */
public record Authentication(
    Fact<AuthResult> spf,
    Fact<List<DkimResult>> dkim,
    Fact<AuthResult> dmarc,
    Fact<AuthResult> arc) {
  public Authentication {
    dkim = dkim.map(List::copyOf);
  }

  /** Before DATA. */
  public static Authentication later() {
    return new Authentication(Fact.later(), Fact.later(), Fact.later(), Fact.later());
  }

  /** Nothing verifies here. */
  public static Authentication unknown(String reason) {
    return new Authentication(
        Fact.unknown(reason), Fact.unknown(reason), Fact.unknown(reason), Fact.unknown(reason));
  }
}
