package org.pillarbox.rules.facts;

/**
 * What the filters say.
 *
 * @param spamScore higher is worse; the scanner's own scale
 * @param virus name of what was found; absent if clean, unknown if the scanner did not answer
 */
public record Scan(Fact<Double> spamScore, Fact<String> virus) {
  /** Before scanning. */
  public static Scan later() {
    return new Scan(Fact.later(), Fact.later());
  }

  /** No scanner. */
  public static Scan unknown(String reason) {
    return new Scan(Fact.unknown(reason), Fact.unknown(reason));
  }
}
