package org.pillarbox.webadmin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the bearer of a token may do, and for how long at most. The more a token can break, the
 * sooner it must die, since a token cannot be called back one by one.
 */
public enum TokenScope {
  /** Everything that the REST API can do. */
  ADMIN(Duration.ofHours(24)),
  /** Reading health, metrics and status; for a scraper that has to keep its token. */
  OBSERVE(Duration.ofDays(366));

  private final Duration longestLife;

  TokenScope(Duration longestLife) {
    this.longestLife = longestLife;
  }

  /** The longest time between issue and expiry; a token that claims more is refused. */
  public Duration longestLife() {
    return longestLife;
  }

  /** The name as it stands in the {@code scope} claim and on the command line. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of that name, or nothing when there is none. */
  public static Optional<TokenScope> ofClaim(String claim) {
    return Arrays.stream(values()).filter(scope -> scope.claim().equals(claim)).findFirst();
  }

  /** All names, for messages that say what is allowed. */
  public static String allowed() {
    return Arrays.stream(values()).map(TokenScope::claim).collect(Collectors.joining(", "));
  }
}
