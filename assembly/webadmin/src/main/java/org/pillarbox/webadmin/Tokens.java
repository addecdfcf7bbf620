package org.pillarbox.webadmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and checks the tokens that open the HTTPS door: JWT (RFC 7519) signed with Ed25519 (RFC
 * 8037). Used by the server, which verifies, and by the command, which mints; whoever can read the
 * key file can mint.
 *
 * <p>The header is compared as text with the only one that is made here. So there is no choice of
 * algorithm for an attacker: {@code none}, HMAC with the public key, {@code jku}, {@code jwk} and
 * {@code kid} are all refused before anything is parsed (RFC 8725 section 3.1).
 */
public final class Tokens {
  /** The {@code aud} claim of every token; a token for anything else is refused. */
  public static final String AUDIENCE = "pillarbox-door";

  /** The {@code iss} claim. */
  public static final String ISSUER = "pillarbox";

  private static final int MAX_TOKEN_LENGTH = 2048;
  private static final int MAX_SUBJECT_LENGTH = 128;
  private static final Duration CLOCK_STEP = Duration.ofSeconds(5);
  private static final String HEADER = encode("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair keys;
  private final Clock clock;

  private Tokens(KeyPair keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Tokens signed with the key in that directory ({@code DATA/secrets}), which is made with mode
   * 0600 when there is none.
   *
   * @throws IllegalStateException when the key file is open to others or is no key pair
   * @throws java.io.UncheckedIOException when it cannot be read or made
   */
  public static Tokens in(Path secrets) {
    return in(secrets, Clock.systemUTC());
  }

  /** As {@link #in(Path)}, with a clock of the caller's. */
  public static Tokens in(Path secrets, Clock clock) {
    return new Tokens(TokenKeys.in(secrets), clock);
  }

  /**
   * A new token.
   *
   * @param subject who asks, for the log
   * @param lifetime at least a second, at most {@link TokenScope#longestLife()}
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public String mint(String subject, TokenScope scope, Duration lifetime) {
    if (!isSubject(subject)) {
      throw new IllegalArgumentException(
          "subject: allowed are 1 to 128 printable ASCII characters without spaces");
    }
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0
        || lifetime.compareTo(scope.longestLife()) > 0) {
      throw new IllegalArgumentException(
          "lifetime "
              + lifetime
              + ": allowed for scope "
              + scope.claim()
              + " are 1 second to "
              + scope.longestLife());
    }
    long now = clock.instant().getEpochSecond();
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", subject)
            .put("scope", scope.claim())
            .put("iat", now)
            .put("exp", now + lifetime.toSeconds())
            .put("jti", UUID.randomUUID().toString());
    String signed = HEADER + "." + encode(claims.toString());
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(signed));
  }

  /** Says whether the token is ours, in time and for this door. */
  public TokenVerdict verify(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return new TokenVerdict.Refused("the token is longer than 2048 characters");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return new TokenVerdict.Refused("not a signed JWT");
    }
    if (!parts[0].equals(HEADER)) {
      return new TokenVerdict.Refused("not signed in the way of this server");
    }
    if (!isSignedByUs(parts[0] + "." + parts[1], parts[2])) {
      return new TokenVerdict.Refused("not signed with the key of this server");
    }
    return read(parts[1]).map(this::judge).orElse(new TokenVerdict.Refused("claims missing"));
  }

  private TokenVerdict judge(TokenClaims claims) {
    Instant now = clock.instant();
    if (!now.isBefore(claims.expiresAt())) {
      return new TokenVerdict.Refused("the token has expired");
    }
    if (claims.issuedAt().isAfter(now.plus(CLOCK_STEP))) {
      return new TokenVerdict.Refused("the token is from the future: check the clock");
    }
    Duration life = Duration.between(claims.issuedAt(), claims.expiresAt());
    if (life.compareTo(claims.scope().longestLife()) > 0) {
      return new TokenVerdict.Refused("the token lives longer than its scope allows");
    }
    return new TokenVerdict.Accepted(claims);
  }

  private static Optional<TokenClaims> read(String part) {
    Optional<JsonNode> parsed = parse(part);
    if (parsed.isEmpty() || !parsed.get().isObject()) {
      return Optional.empty();
    }
    JsonNode claims = parsed.get();
    Optional<TokenScope> scope = TokenScope.ofClaim(claims.path("scope").asText());
    boolean complete =
        claims.path("iss").asText().equals(ISSUER)
            && claims.path("aud").isTextual()
            && claims.path("aud").asText().equals(AUDIENCE)
            && isSubject(claims.path("sub").asText())
            && claims.path("jti").isTextual()
            && isEpochSecond(claims.path("iat"))
            && isEpochSecond(claims.path("exp"));
    return scope
        .filter(known -> complete)
        .map(
            known ->
                new TokenClaims(
                    claims.path("sub").asText(),
                    known,
                    Instant.ofEpochSecond(claims.path("iat").asLong()),
                    Instant.ofEpochSecond(claims.path("exp").asLong()),
                    claims.path("jti").asText()));
  }

  private static Optional<JsonNode> parse(String part) {
    try {
      return Optional.ofNullable(JSON.readTree(Base64.getUrlDecoder().decode(part)));
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  // Four-digit years only: an Instant far out would overflow the arithmetic that follows.
  private static boolean isEpochSecond(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.asLong() > 0
        && node.asLong() < 253_402_300_800L;
  }

  private static boolean isSubject(String subject) {
    return !subject.isEmpty()
        && subject.length() <= MAX_SUBJECT_LENGTH
        && subject.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the token key", e);
    }
  }

  private boolean isSignedByUs(String text, String claimed) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(keys.getPublic());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getUrlDecoder().decode(claimed));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
