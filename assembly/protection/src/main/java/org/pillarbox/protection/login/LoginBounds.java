package org.pillarbox.protection.login;

import java.time.Duration;
import org.pillarbox.protection.Bound;

/**
 * How passwords are checked.
 *
 * @param checksAtOnce password hashes computed at the same time; each costs about 165 ms of one
 *     core at 210,000 rounds
 * @param rememberFor how long a verified password is remembered, as a keyed hash in memory
 * @param remembered accounts whose verified password is remembered
 * @param patience how long a login waits for its turn to be hashed before it is answered with a
 *     temporary failure
 * @param failures wrong passwords of one POP3 or ManageSieve session before it is closed
 * @param passwordRounds PBKDF2 rounds of the accounts' passwords; an account that does not exist
 *     costs as much
 * @param guessing how guessing is slowed
 */
public record LoginBounds(
    int checksAtOnce,
    Duration rememberFor,
    int remembered,
    Duration patience,
    int failures,
    int passwordRounds,
    GuessingBounds guessing) {
  public LoginBounds {
    Bound.atLeast("login.checksAtOnce", checksAtOnce, 1);
    if (rememberFor.isNegative()) {
      throw new IllegalArgumentException(
          "login.rememberFor is " + rememberFor + ": allowed is no time or more");
    }
    Bound.atLeast("login.remembered", remembered, 1);
    Bound.positive("login.patience", patience);
    Bound.atLeast("login.failures", failures, 1);
    Bound.atLeast("login.passwordRounds", passwordRounds, 1_000);
  }

  /** One check per core, remembered 5 minutes, three wrong ones per session. */
  public static LoginBounds defaults() {
    return new LoginBounds(
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        Duration.ofMinutes(5),
        10_000,
        Duration.ofSeconds(20),
        3,
        210_000,
        GuessingBounds.defaults());
  }
}
