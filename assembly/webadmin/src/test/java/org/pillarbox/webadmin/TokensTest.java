package org.pillarbox.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path secrets;
  private Tokens tokens;

  @BeforeEach
  void setUp() {
    tokens = at(NOW);
  }

  private Tokens at(Instant instant) {
    return Tokens.in(secrets, Clock.fixed(instant, ZoneOffset.UTC));
  }

  @Test
  void aMintedTokenIsAccepted() {
    String token = tokens.mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));

    assertThat(tokens.verify(token))
        .isInstanceOfSatisfying(
            TokenVerdict.Accepted.class,
            accepted -> {
              assertThat(accepted.claims().subject()).isEqualTo("cli");
              assertThat(accepted.claims().scope()).isEqualTo(TokenScope.ADMIN);
              assertThat(accepted.claims().expiresAt()).isEqualTo(NOW.plusSeconds(300));
            });
  }

  @Test
  void aTokenEndsAtItsExpirySecond() {
    String token = tokens.mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));

    assertThat(at(NOW.plusSeconds(299)).verify(token)).isInstanceOf(TokenVerdict.Accepted.class);
    refusedAs(at(NOW.plusSeconds(300)).verify(token), "expired");
  }

  @Test
  void aTokenOfAnotherServerIsRefused(@TempDir Path other) {
    String foreign = Tokens.in(other).mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5));

    refusedAs(tokens.verify(foreign), "not signed with the key");
  }

  @Test
  void algorithmNoneIsRefused() {
    String claims = tokens.mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5)).split("\\.", -1)[1];

    refusedAs(tokens.verify(base64("{\"alg\":\"none\"}") + "." + claims + "."), "in the way");
    refusedAs(
        tokens.verify(base64("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}") + "." + claims + "."),
        "not signed with the key");
  }

  @Test
  void anHmacWithThePublicKeyIsRefused() throws Exception {
    String head = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    String claims = tokens.mint("cli", TokenScope.ADMIN, Duration.ofMinutes(5)).split("\\.", -1)[1];
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TokenKeys.in(secrets).getPublic().getEncoded(), "HmacSHA256"));
    byte[] signature = mac.doFinal((head + "." + claims).getBytes(StandardCharsets.US_ASCII));

    refusedAs(
        tokens.verify(
            head
                + "."
                + claims
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature)),
        "in the way");
  }

  @Test
  void claimsThatAreNotOursAreRefusedEvenWithOurSignature() throws Exception {
    refusedAs(tokens.verify(forged(c -> c.put("aud", "other"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.putArray("aud").add("other"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.put("iss", "other"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.remove("exp"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.put("exp", "1900000000"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.put("exp", Long.MAX_VALUE))), "claims");
    refusedAs(tokens.verify(forged(c -> c.put("scope", "root"))), "claims");
    refusedAs(tokens.verify(forged(c -> c.put("sub", "a b"))), "claims");
    refusedAs(
        tokens.verify(forged(c -> c.put("exp", NOW.plus(Duration.ofHours(25)).getEpochSecond()))),
        "lives longer");
    refusedAs(
        tokens.verify(forged(c -> c.put("iat", NOW.plusSeconds(60).getEpochSecond()))), "future");
    assertThat(tokens.verify(forged(c -> c.put("sub", "same"))))
        .isInstanceOf(TokenVerdict.Accepted.class);
  }

  @Test
  void rubbishIsRefusedAndNeverThrows() {
    for (String token :
        new String[] {
          "", ".", "..", "a.b.c", "....", "x".repeat(5000), "\u00e9.\u00e9.\u00e9", "eyJ.%%%.***"
        }) {
      assertThat(tokens.verify(token)).isInstanceOf(TokenVerdict.Refused.class);
    }
  }

  @Test
  void aLifeLongerThanTheScopeAllowsIsNotMinted() {
    assertThatThrownBy(() -> tokens.mint("cli", TokenScope.ADMIN, Duration.ofHours(25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT24H");
    assertThatThrownBy(() -> tokens.mint("cli", TokenScope.ADMIN, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.mint("line\nbreak", TokenScope.ADMIN, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyFileIsTheOwnersAlone() throws Exception {
    Path file = secrets.resolve(TokenKeys.FILE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Tokens.in(secrets))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open to others");
  }

  @Test
  void manyThatMakeTheKeyAtOnceGetTheSameOne(@TempDir Path fresh) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Set<KeyBytes> seen = new HashSet<>();
      Callable<KeyPair> read = () -> TokenKeys.in(fresh.resolve("secrets"));
      for (Future<KeyPair> pair :
          pool.invokeAll(IntStream.range(0, 16).mapToObj(i -> read).toList())) {
        seen.add(new KeyBytes(base64(pair.get().getPublic().getEncoded())));
      }
      assertThat(seen).hasSize(1);
      assertThat(fresh.resolve("secrets")).isDirectoryNotContaining("glob:**.new");
    } finally {
      pool.shutdownNow();
    }
  }

  private record KeyBytes(String text) {}

  private String forged(Consumer<ObjectNode> change) throws Exception {
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", Tokens.ISSUER)
            .put("aud", Tokens.AUDIENCE)
            .put("sub", "cli")
            .put("scope", "admin")
            .put("iat", NOW.getEpochSecond())
            .put("exp", NOW.plusSeconds(60).getEpochSecond())
            .put("jti", "1");
    change.accept(claims);
    String text = base64("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}") + "." + base64(claims.toString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(TokenKeys.in(secrets).getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + base64(signature.sign());
  }

  private static void refusedAs(TokenVerdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            TokenVerdict.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
