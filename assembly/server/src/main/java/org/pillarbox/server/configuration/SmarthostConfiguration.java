package org.pillarbox.server.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that takes all mail that leaves, if there is one.
 *
 * @param host its name; without it mail goes to the servers that DNS names
 * @param port its port
 * @param user name to log in with
 * @param passwordFile file whose first line is the password
 * @param tls how the connection is protected
 */
public record SmarthostConfiguration(
    @Meaning(
            "Server that takes all mail that leaves. Without it mail goes to the servers that DNS"
                + " names.")
        Optional<String> host,
    @Meaning("Its port.") int port,
    @Meaning("Name to log in with.") Optional<String> user,
    @Meaning("File whose first line is the password.") Optional<Path> passwordFile,
    @Meaning(
            "starttls demands TLS, implicit is TLS from the start, opportunistic takes TLS when it"
                + " is offered.")
        Tls tls) {

  /** How a connection is protected. */
  public enum Tls {
    /** STARTTLS, or the mail waits (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT,
    /** STARTTLS when it is offered. */
    OPPORTUNISTIC
  }

  /** No smarthost. */
  public static SmarthostConfiguration defaults() {
    return new SmarthostConfiguration(
        Optional.empty(), 587, Optional.empty(), Optional.empty(), Tls.STARTTLS);
  }

  /** Refuses a password that could be sent in clear, and half a login. */
  public SmarthostConfiguration {
    host = host.map(name -> Checks.domain("host", name));
    Checks.between("port", port, 1, 65_535);
    if (user.isPresent() && passwordFile.isEmpty()) {
      throw new IllegalArgumentException(
          "passwordFile is missing; the user " + user.get() + " needs a password");
    }
    if (passwordFile.isPresent() && user.isEmpty()) {
      throw new IllegalArgumentException("user is missing; a password needs its user");
    }
    if (user.isPresent() && tls == Tls.OPPORTUNISTIC) {
      throw new IllegalArgumentException(
          "tls opportunistic could send the password in clear; write starttls or implicit");
    }
  }
}
