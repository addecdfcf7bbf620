package org.pillarbox.protection.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.core.Username;
import org.junit.jupiter.api.Test;
import org.pillarbox.protection.Network;

final class WrongPasswordsTest {
  private static final Username BOB = Username.of("bob@example.org");
  private static final Optional<InetAddress> HOME = client("192.0.2.7");
  private static final Optional<InetAddress> ELSEWHERE = client("198.51.100.1");

  private final AtomicLong now = new AtomicLong();
  private final WrongPasswords wrong = with(GuessingBounds.defaults());

  private WrongPasswords with(GuessingBounds bounds) {
    return new WrongPasswords(bounds, now::get);
  }

  private static Optional<InetAddress> client(String address) {
    return Optional.of(InetAddresses.forString(address));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void eachDifferentWrongPasswordDoublesTheWaitUpToTheLongest() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waits.add(wrong.wait(BOB, HOME).toSeconds());
      pass(wrong.wait(BOB, HOME));
      wrong.failed(BOB, HOME, "guess " + i);
    }

    assertThat(waits).containsExactly(0L, 2L, 4L, 8L, 15L, 15L);
  }

  @Test
  void anAccountThatDoesNotExistIsSlowedTheSame() {
    Username nobody = Username.of("nobody@example.org");
    wrong.failed(BOB, ELSEWHERE, "a");
    wrong.failed(nobody, HOME, "a");

    assertThat(wrong.wait(nobody, HOME)).isEqualTo(wrong.wait(BOB, ELSEWHERE));
  }

  @Test
  void guessesFromEverywhereCountForTheAccount() {
    for (int i = 0; i < 4; i++) {
      wrong.failed(BOB, client("198.51.%d.1".formatted(i)), "guess " + i);
    }

    assertThat(wrong.wait(BOB, client("203.0.113.1"))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whoHasLoggedInFromANetworkIsNotLockedOutByGuessersElsewhere() {
    wrong.succeeded(BOB, HOME);
    for (int i = 0; i < 20; i++) {
      wrong.failed(BOB, ELSEWHERE, "guess " + i);
    }

    assertThat(wrong.wait(BOB, HOME)).isZero();
    assertThat(wrong.wait(BOB, client("192.0.2.200"))).as("the same network").isZero();
    wrong.failed(BOB, HOME, "a slip");
    assertThat(wrong.wait(BOB, HOME)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aNetworkThatTriesManyAccountsIsSlowedForAllOfThem() {
    for (int i = 0; i < 10; i++) {
      wrong.failed(Username.of("user" + i + "@example.org"), ELSEWHERE, "guess " + i);
    }
    assertThat(wrong.wait(BOB, ELSEWHERE)).isZero();

    wrong.failed(Username.of("user11@example.org"), ELSEWHERE, "one more");

    assertThat(wrong.wait(BOB, ELSEWHERE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(wrong.wait(BOB, HOME)).isZero();
  }

  @Test
  void aRightPasswordTakesNothingBack() {
    for (int i = 0; i < 11; i++) {
      wrong.failed(Username.of("user" + i + "@example.org"), ELSEWHERE, "guess " + i);
    }
    wrong.succeeded(Username.of("mallory@example.org"), ELSEWHERE);

    assertThat(wrong.wait(BOB, ELSEWHERE)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aProgramThatGoesOnWithTheSameWrongPasswordIsNoGuesser() {
    for (int i = 0; i < 20; i++) {
      wrong.failed(BOB, HOME, "the old one");
    }

    assertThat(wrong.wait(BOB, HOME)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anIpv6NetworkIsItsFirst64Bits() {
    for (int i = 0; i < 11; i++) {
      wrong.failed(
          Username.of("user" + i + "@example.org"), client("2001:db8::" + i), "guess " + i);
    }

    assertThat(wrong.wait(BOB, client("2001:db8::ffff"))).isPositive();
    assertThat(wrong.wait(BOB, client("2001:db8:0:1::1"))).isZero();
  }

  @Test
  void aNetworkThatAnAdministratorNamesIsNotSlowedButItsAccountsAre() {
    GuessingBounds usual = GuessingBounds.defaults();
    WrongPasswords webmail =
        with(
            new GuessingBounds(
                usual.first(),
                usual.longest(),
                usual.networkFailures(),
                usual.forgetAfter(),
                usual.waiting(),
                usual.remembered(),
                List.of(Network.parse("192.0.2.0/24"))));
    for (int i = 0; i < 30; i++) {
      webmail.failed(Username.of("user" + i + "@example.org"), HOME, "guess " + i);
    }

    assertThat(webmail.wait(BOB, HOME)).isZero();
    assertThat(webmail.wait(Username.of("user1@example.org"), HOME)).isPositive();
  }

  @Test
  void anHourAfterTheLastOneAllIsForgotten() {
    wrong.failed(BOB, HOME, "a");
    wrong.failed(BOB, HOME, "b");
    pass(Duration.ofMinutes(61));
    wrong.failed(BOB, HOME, "c");

    assertThat(wrong.wait(BOB, HOME)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whatIsSlowedIsListedAndForgottenOnDemand() {
    wrong.succeeded(BOB, HOME);
    wrong.failed(BOB, HOME, "a");
    wrong.failed(BOB, ELSEWHERE, "a");
    wrong.failed(BOB, ELSEWHERE, "b");

    assertThat(wrong.slowed())
        .extracting(WrongPasswords.Slowed::subject)
        .containsExactly("bob@example.org", "bob@example.org from 192.0.2.0/24", "198.51.100.0/24");
    assertThat(wrong.slowed().get(0).waits()).isEqualTo(Duration.ofSeconds(4));
    assertThat(wrong.forget("bob@example.org")).isTrue();

    assertThat(wrong.wait(BOB, HOME)).isZero();
    assertThat(wrong.slowed())
        .extracting(WrongPasswords.Slowed::subject)
        .containsExactly("198.51.100.0/24");
    assertThat(wrong.forget("bob@example.org")).isFalse();
  }
}
