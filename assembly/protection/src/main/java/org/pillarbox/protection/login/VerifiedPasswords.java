package org.pillarbox.protection.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.james.core.Username;

/**
 * Remembers for minutes which password an account last logged in with, so that a client that polls
 * does not cost a password hash each time. Kept is a hash under a key that lives as long as the
 * process, nothing that is written anywhere; a change of the password forgets it.
 */
final class VerifiedPasswords {
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final Cache<Username, byte[]> verified;

  VerifiedPasswords(LoginBounds bounds, Ticker ticker) {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, MAC);
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(bounds.remembered())
            .expireAfterWrite(bounds.rememberFor())
            .ticker(ticker)
            .build();
  }

  boolean knows(Username user, String password) {
    byte[] known = verified.getIfPresent(user);
    return known != null && MessageDigest.isEqual(known, hash(user, password));
  }

  void remember(Username user, String password) {
    verified.put(user, hash(user, password));
  }

  void forget(Username user) {
    verified.invalidate(user);
  }

  /** Tells one password of an account from another for as long as the process lives. */
  String fingerprint(Username user, String password) {
    return HexFormat.of().formatHex(hash(user, password));
  }

  private byte[] hash(Username user, String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(user.asString().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
