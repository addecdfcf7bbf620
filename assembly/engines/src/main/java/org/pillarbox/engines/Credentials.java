package org.pillarbox.engines;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The one login of an engine.
 *
 * @param user 1 to 64 letters, digits, underscores or hyphens
 * @param password 16 to 72 printable ASCII characters without space (72 is where bcrypt stops)
 */
public record Credentials(String user, String password) {
  private static final int RANDOM_BYTES = 24;

  /**
   * Checks the characters.
   *
   * @throws IllegalArgumentException naming the field and what is allowed, never the password
   */
  public Credentials {
    if (!user.matches("[A-Za-z0-9_-]{1,64}") || user.equals("cassandra")) {
      throw new IllegalArgumentException(
          "user: " + user + "; allowed: 1 to 64 letters, digits, _ or -, and not cassandra");
    }
    if (!password.matches("[!-~]{16,72}")) {
      throw new IllegalArgumentException(
          "password: allowed are 16 to 72 printable ASCII characters without space");
    }
  }

  /** A password of 192 random bits. */
  public static Credentials random(String user) {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Credentials(user, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
