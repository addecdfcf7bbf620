package org.pillarbox.server.configuration;

import java.time.Duration;
import java.util.List;

/**
 * How much one client may ask of the appliance.
 *
 * @param connections on all protocols together
 * @param connectionsPerIp before login, per IPv4 address or IPv6 /64
 * @param connectionsPerUser after login
 * @param trustedProxies addresses that the bound per IP does not hold for
 * @param smtpErrors refused commands, then 421
 * @param smtpJunkCommands commands that lead nowhere, then 421
 * @param smtpIdle silence on SMTP
 * @param smtpIdleUnderStress the same when connections run out
 * @param imapIdle silence on IMAP after login
 * @param imapIdleBeforeLogin silence on IMAP before it
 */
public record SessionLimits(
    @Meaning("Most connections, on all protocols together.") int connections,
    @Meaning("Most connections from one IPv4 address or IPv6 /64 before login.")
        int connectionsPerIp,
    @Meaning("Most connections of one user.") int connectionsPerUser,
    @Meaning("Proxies in front, which the bound per address does not hold for.")
        List<String> trustedProxies,
    @Meaning("Refused SMTP commands before the connection is closed.") int smtpErrors,
    @Meaning("SMTP commands that lead nowhere before the connection is closed.")
        int smtpJunkCommands,
    @Meaning("Longest silence on SMTP.") Duration smtpIdle,
    @Meaning("Longest silence on SMTP when connections run out.") Duration smtpIdleUnderStress,
    @Meaning("Longest silence on IMAP after login.") Duration imapIdle,
    @Meaning("Longest silence on IMAP before login.") Duration imapIdleBeforeLogin) {
  /** The bounds of DESIGN.md. */
  public static SessionLimits defaults() {
    return new SessionLimits(
        2_000,
        50,
        20,
        List.of(),
        20,
        100,
        Duration.ofSeconds(300),
        Duration.ofSeconds(10),
        Duration.ofMinutes(30),
        Duration.ofSeconds(60));
  }

  /** Refuses bounds that would shut out everybody or nobody. */
  public SessionLimits {
    Checks.between("connections", connections, 10, 100_000);
    Checks.between("connectionsPerIp", connectionsPerIp, 1, connections);
    Checks.between("connectionsPerUser", connectionsPerUser, 1, connections);
    trustedProxies = List.copyOf(trustedProxies);
    Checks.between("smtpErrors", smtpErrors, 3, 1_000);
    Checks.between("smtpJunkCommands", smtpJunkCommands, 10, 10_000);
    Checks.positive("smtpIdle", smtpIdle);
    Checks.positive("smtpIdleUnderStress", smtpIdleUnderStress);
    Checks.positive("imapIdle", imapIdle);
    Checks.positive("imapIdleBeforeLogin", imapIdleBeforeLogin);
  }
}
