package org.pillarbox.server.configuration;

import java.time.Duration;

/**
 * What somebody may do who has not shown a password yet, and how passwords are kept.
 *
 * @param imapCommandSize bytes of an IMAP command before login
 * @param imapLiterals literals in one command before login
 * @param imapDepth parentheses within parentheses
 * @param imapFailures failed logins before the connection is closed
 * @param delayFirst wait after the first failed login, per network and per account
 * @param delayLongest longest such wait
 * @param passwordRounds rounds of PBKDF2-SHA512
 * @param passwordMemory how long a verified password is remembered as a keyed hash
 */
public record LoginLimits(
    @Meaning("Largest IMAP command before login.") DataSize imapCommandSize,
    @Meaning("Most literals in one IMAP command before login.") int imapLiterals,
    @Meaning("Deepest nesting of an IMAP search.") int imapDepth,
    @Meaning("Failed logins before an IMAP connection is closed.") int imapFailures,
    @Meaning("Wait after the first failed login.") Duration delayFirst,
    @Meaning("Longest wait after a failed login.") Duration delayLongest,
    @Meaning("Rounds of PBKDF2-SHA512 over a password; never fewer than 210000.")
        int passwordRounds,
    @Meaning("How long a verified password is remembered, as a keyed hash in memory; at most 5m.")
        Duration passwordMemory) {
  private static final int LEAST_ROUNDS = 210_000;
  private static final Duration LONGEST_MEMORY = Duration.ofMinutes(5);

  /** The bounds of DESIGN.md. */
  public static LoginLimits defaults() {
    return new LoginLimits(
        DataSize.kilobytes(8),
        64,
        32,
        3,
        Duration.ofSeconds(2),
        Duration.ofSeconds(15),
        LEAST_ROUNDS,
        LONGEST_MEMORY);
  }

  /** Refuses what would make guessing cheap. */
  public LoginLimits {
    Checks.atLeast("imapCommandSize", imapCommandSize, DataSize.kilobytes(1));
    Checks.between("imapLiterals", imapLiterals, 2, 1_000);
    Checks.between("imapDepth", imapDepth, 4, 100);
    Checks.between("imapFailures", imapFailures, 1, 20);
    Checks.positive("delayFirst", delayFirst);
    if (delayLongest.compareTo(delayFirst) < 0) {
      throw new IllegalArgumentException(
          "delayLongest "
              + Durations.print(delayLongest)
              + " is shorter than the first wait, "
              + Durations.print(delayFirst));
    }
    Checks.between("passwordRounds", passwordRounds, LEAST_ROUNDS, 10_000_000);
    if (passwordMemory.isNegative() || passwordMemory.compareTo(LONGEST_MEMORY) > 0) {
      throw new IllegalArgumentException(
          "passwordMemory " + Durations.print(passwordMemory) + " is too long; the most is 5m");
    }
  }
}
