package org.pillarbox.protection;

import java.nio.file.Path;
import java.util.List;
import org.pillarbox.protection.imap.ImapBounds;
import org.pillarbox.protection.login.LoginBounds;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.relay.RelayNetwork;
import org.pillarbox.protection.smtp.SmtpBounds;

/**
 * What the appliance bears from outside before it refuses.
 *
 * @param dataDirectory the directory whose disk holds spool and store
 * @param minimumFreeBytes below this many free bytes on that disk, MAIL is answered 452 4.3.1
 * @param smtp bounds of one SMTP or LMTP session
 * @param message bounds of one message's structure, checked before 250
 * @param imap bounds of what an IMAP client may send
 * @param login how password guessing is slowed and remembered
 * @param relay networks that may send to other domains without a login; none unless an
 *     administrator says so
 */
public record ProtectionConfiguration(
    Path dataDirectory,
    long minimumFreeBytes,
    SmtpBounds smtp,
    MessageBounds message,
    ImapBounds imap,
    LoginBounds login,
    List<RelayNetwork> relay) {
  private static final long DEFAULT_MINIMUM_FREE_BYTES = 512L * 1024 * 1024;

  public ProtectionConfiguration {
    relay = List.copyOf(relay);
    Bound.atLeast("minimumFreeBytes", minimumFreeBytes, 0);
  }

  /** The bounds of DESIGN.md, no relaying, 512 MB kept free under the data directory. */
  public static ProtectionConfiguration defaults(Path dataDirectory) {
    return new ProtectionConfiguration(
        dataDirectory,
        DEFAULT_MINIMUM_FREE_BYTES,
        SmtpBounds.defaults(),
        MessageBounds.defaults(),
        ImapBounds.defaults(),
        LoginBounds.defaults(),
        List.of());
  }

  /** The same bounds with other relay networks. */
  public ProtectionConfiguration withRelay(List<RelayNetwork> networks) {
    return new ProtectionConfiguration(
        dataDirectory, minimumFreeBytes, smtp, message, imap, login, networks);
  }

  /** The same bounds with other login rules. */
  public ProtectionConfiguration withLogin(LoginBounds other) {
    return new ProtectionConfiguration(
        dataDirectory, minimumFreeBytes, smtp, message, imap, other, relay);
  }
}
