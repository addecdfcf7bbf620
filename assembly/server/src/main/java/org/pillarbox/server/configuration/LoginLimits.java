package org.pillarbox.server.configuration;

import java.time.Duration;
import java.util.List;
import org.pillarbox.protection.Network;

/**
 * What somebody may do who has not shown a password yet, and how passwords are kept.
 *
 * @param imapCommandSize bytes of an IMAP command before login
 * @param imapLiterals literals in one command before login
 * @param imapDepth parentheses within parentheses
 * @param failures failed logins before the connection is closed
 * @param passwordRounds rounds of PBKDF2-SHA512
 * @param passwordMemory how long a verified password is remembered as a keyed hash
 * @param longestWait how long a try waits at most after wrong passwords
 * @param notSlowed networks from which tries wait for their account's wrong passwords only
 */
public record LoginLimits(
    @Meaning("Largest IMAP command before login.") DataSize imapCommandSize,
    @Meaning("Most literals in one IMAP command before login.") int imapLiterals,
    @Meaning("Deepest nesting of an IMAP search.") int imapDepth,
    @Meaning(
            "Failed logins before the connection is closed, on submission, POP3 and ManageSieve;"
                + " IMAP allows 3.")
        int failures,
    @Meaning("Rounds of PBKDF2-SHA512 over a password; never fewer than 210000.")
        int passwordRounds,
    @Meaning("How long a verified password is remembered, as a keyed hash in memory; at most 5m.")
        Duration passwordMemory,
    @Meaning(
            "How long a login waits at most after wrong passwords for its account or from its"
                + " network; 2s after the first one, twice as long after each.")
        Duration longestWait,
    @Meaning(
            "Addresses and CIDR networks, such as a webmail server's, whose logins wait for wrong"
                + " passwords of their own account only.")
        List<String> notSlowed) {
  private static final int LEAST_ROUNDS = 210_000;
  private static final Duration LONGEST_MEMORY = Duration.ofMinutes(5);

  /** The bounds of DESIGN.md. */
  public static LoginLimits defaults() {
    return new LoginLimits(
        DataSize.kilobytes(8),
        64,
        32,
        3,
        LEAST_ROUNDS,
        LONGEST_MEMORY,
        Duration.ofSeconds(15),
        List.of());
  }

  /** Refuses what would make guessing cheap. */
  public LoginLimits {
    Checks.atLeast("imapCommandSize", imapCommandSize, DataSize.kilobytes(1));
    Checks.between("imapLiterals", imapLiterals, 4, 1_000);
    Checks.between("imapDepth", imapDepth, 4, 100);
    Checks.between("failures", failures, 1, 20);
    Checks.between("passwordRounds", passwordRounds, LEAST_ROUNDS, 10_000_000);
    Checks.between("longestWait", longestWait, Duration.ofSeconds(2), Duration.ofMinutes(1));
    notSlowed = List.copyOf(notSlowed);
    notSlowed.forEach(Network::parse);
    if (passwordMemory.isNegative() || passwordMemory.compareTo(LONGEST_MEMORY) > 0) {
      throw new IllegalArgumentException(
          "passwordMemory " + Durations.print(passwordMemory) + " is too long; the most is 5m");
    }
  }
}
