package org.pillarbox.server.configuration;

import java.time.Duration;

/**
 * How much one client may ask of the appliance.
 *
 * @param connections on each port
 * @param connectionsPerIp from one address, on each port
 * @param smtpErrors refused commands, then 421
 * @param smtpJunkCommands commands that lead nowhere, then 421
 * @param smtpIdle silence on SMTP
 * @param imapIdle silence on IMAP; RFC 9051 section 5.4 asks for 30 minutes or more
 * @param imapLogin from the connection to the login on IMAP
 */
public record SessionLimits(
    @Meaning("Most connections, on each port.") int connections,
    @Meaning("Most connections from one address, on each port; LMTP has no such bound.")
        int connectionsPerIp,
    @Meaning("Refused SMTP commands before the connection is closed.") int smtpErrors,
    @Meaning("SMTP commands that lead nowhere before the connection is closed.")
        int smtpJunkCommands,
    @Meaning("Longest silence on SMTP and LMTP.") Duration smtpIdle,
    @Meaning("Longest silence on IMAP; 30m or more (RFC 9051).") Duration imapIdle,
    @Meaning("Who has not logged in on IMAP after this is cut off.") Duration imapLogin) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The bounds of DESIGN.md. */
  public static SessionLimits defaults() {
    return new SessionLimits(
        2_000,
        50,
        20,
        100,
        Duration.ofSeconds(300),
        Duration.ofMinutes(30),
        Duration.ofSeconds(60));
  }

  /** Refuses bounds that would shut out everybody or nobody. */
  public SessionLimits {
    Checks.between("connections", connections, 10, 100_000);
    Checks.between("connectionsPerIp", connectionsPerIp, 1, connections);
    Checks.between("smtpErrors", smtpErrors, 3, 1_000);
    Checks.between("smtpJunkCommands", smtpJunkCommands, 10, 10_000);
    Checks.between("smtpIdle", smtpIdle, Duration.ofSeconds(1), LONGEST);
    Checks.between("imapIdle", imapIdle, Duration.ofMinutes(30), LONGEST);
    Checks.between("imapLogin", imapLogin, Duration.ofSeconds(1), LONGEST);
  }
}
