package org.pillarbox.protection.login;

import java.time.Duration;
import java.util.List;
import org.pillarbox.protection.Bound;
import org.pillarbox.protection.Network;

/**
 * How guessing of passwords is slowed.
 *
 * @param first how long an account's next try waits after a first wrong password; it doubles with
 *     each
 * @param longest how long a try waits at most
 * @param networkFailures wrong passwords from one network (IPv4 /24, IPv6 /64), whatever the
 *     account, before its tries are slowed too
 * @param forgetAfter how long after the last wrong password nothing is slowed any more
 * @param waiting tries that wait at the same time; further ones are put off at once, so that those
 *     who guess can't occupy the threads of those who know
 * @param remembered accounts and networks that are remembered, of each kind
 * @param allowed networks from which tries are slowed per account only, such as a web mail server
 */
public record GuessingBounds(
    Duration first,
    Duration longest,
    int networkFailures,
    Duration forgetAfter,
    int waiting,
    int remembered,
    List<Network> allowed) {
  public GuessingBounds {
    Bound.positive("guessing.first", first);
    Bound.positive("guessing.longest", longest);
    Bound.atLeast("guessing.networkFailures", networkFailures, 1);
    Bound.positive("guessing.forgetAfter", forgetAfter);
    Bound.atLeast("guessing.waiting", waiting, 1);
    Bound.atLeast("guessing.remembered", remembered, 100);
    allowed = List.copyOf(allowed);
  }

  /** 2 to 15 seconds, forgotten after an hour. */
  public static GuessingBounds defaults() {
    return new GuessingBounds(
        Duration.ofSeconds(2),
        Duration.ofSeconds(15),
        10,
        Duration.ofHours(1),
        8,
        20_000,
        List.of());
  }
}
