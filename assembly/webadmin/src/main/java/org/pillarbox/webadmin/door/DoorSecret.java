package org.pillarbox.webadmin.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * The word between the door and James' own HTTP listeners, new with every start and never written
 * down. Without it the listeners on loopback would be open to every process of this machine.
 */
@Singleton
public final class DoorSecret {
  /** Carries the secret. */
  public static final String HEADER = "X-Pillarbox-Door";

  /** Carries who the token was made for; to be believed only next to the secret. */
  public static final String LOGIN_HEADER = "X-Pillarbox-Login";

  /** Carries the client's address; to be believed only next to the secret. */
  public static final String CLIENT_HEADER = "X-Pillarbox-Client";

  private final String value;

  @Inject
  public DoorSecret() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  String value() {
    return value;
  }

  /** Whether this is the secret; takes the same time whatever is shown. */
  public boolean matches(Optional<String> shown) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.US_ASCII),
        shown.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "DoorSecret[hidden]";
  }
}
