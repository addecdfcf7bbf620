package org.pillarbox.protection.login;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one line that a failed login leaves, on every protocol, for people and for tools such as
 * fail2ban. Its form is stable:
 *
 * <pre>login failed protocol=imap user=bob@example.org client=192.0.2.7</pre>
 *
 * <p>Protocol and client come from the logging context that the servers keep for the thread that
 * answers, or from who knows them.
 */
public final class LoginLog {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.pillarbox.login");
  private static final int MAX_USER = 320;

  private LoginLog() {}

  /** Says that a password was wrong or an account is unknown; the line does not tell which. */
  public static void failed(String user) {
    failed(protocol(), user, client());
  }

  /** The same, where the thread has no logging context. */
  public static void failed(String protocol, String user, String client) {
    LOGGER
        .atInfo()
        .addKeyValue("protocol", protocol)
        .addKeyValue("user", printable(user))
        .addKeyValue("client", client)
        .log("login failed");
  }

  /** The address of the client that the current thread answers, or "-" when it is not known. */
  public static String client() {
    return context("ip");
  }

  /** That client's address; empty when it is not known. */
  static Optional<InetAddress> address() {
    String client = client();
    return InetAddresses.isInetAddress(client)
        ? Optional.of(InetAddresses.forString(client))
        : Optional.empty();
  }

  private static String protocol() {
    String protocol = context("protocol").toLowerCase(java.util.Locale.ROOT);
    return protocol.equals("manage-sieve") ? "managesieve" : protocol;
  }

  private static String context(String key) {
    String value = MDC.get(key);
    return value == null || value.isBlank() ? "-" : value;
  }

  /** A user name is the client's to choose: it may not end the line or look like another field. */
  private static String printable(String user) {
    String safe = user.replaceAll("[^\\x21-\\x7e]", "?");
    return safe.isEmpty() ? "-" : safe.substring(0, Math.min(safe.length(), MAX_USER));
  }
}
