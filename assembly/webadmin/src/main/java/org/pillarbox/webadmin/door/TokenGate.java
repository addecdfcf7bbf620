package org.pillarbox.webadmin.door;

import java.util.Optional;
import org.pillarbox.webadmin.TokenClaims;
import org.pillarbox.webadmin.TokenScope;
import org.pillarbox.webadmin.TokenVerdict;
import org.pillarbox.webadmin.Tokens;

/** Decides whether the bearer of a token may do what is asked (RFC 6750). */
final class TokenGate {
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;

  TokenGate(Tokens tokens) {
    this.tokens = tokens;
  }

  /** What the gate says. */
  sealed interface Answer {
    record Pass(TokenClaims claims) implements Answer {}

    record Stop(Problem problem, Optional<String> challenge) implements Answer {}
  }

  Answer ask(Optional<String> authorization, Destination destination, boolean reads) {
    if (authorization.isEmpty()
        || !authorization.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Answer.Stop(
          new Problem(401, "a token is needed: make one with 'pillarbox token create'"),
          Optional.of("Bearer realm=\"pillarbox\""));
    }
    TokenVerdict verdict = tokens.verify(authorization.get().substring(SCHEME.length()).trim());
    if (verdict instanceof TokenVerdict.Refused refused) {
      return new Answer.Stop(
          new Problem(401, refused.reason()),
          Optional.of("Bearer realm=\"pillarbox\", error=\"invalid_token\""));
    }
    TokenClaims claims = ((TokenVerdict.Accepted) verdict).claims();
    boolean enough =
        switch (claims.scope()) {
          case ADMIN -> true;
          case OBSERVE -> destination == Destination.OBSERVE && reads;
        };
    return enough
        ? new Answer.Pass(claims)
        : new Answer.Stop(
            new Problem(403, "this needs a token of scope " + TokenScope.ADMIN.claim()),
            Optional.of("Bearer realm=\"pillarbox\", error=\"insufficient_scope\""));
  }
}
