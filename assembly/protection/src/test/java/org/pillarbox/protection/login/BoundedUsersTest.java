package org.pillarbox.protection.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BoundedUsersTest {
  private static final Username BOB = Username.of("bob@example.org");

  private final AtomicLong now = new AtomicLong();
  private final List<Long> rested = new ArrayList<>();
  private MemoryUsersRepository stored;
  private BoundedUsers users;

  @BeforeEach
  void makeUsers() throws Exception {
    MemoryDomainList domains = new MemoryDomainList(new NoDns());
    domains.configure(DomainListConfiguration.DEFAULT);
    domains.addDomain(Domain.of("example.org"));
    stored = MemoryUsersRepository.withVirtualHosting(domains);
    stored.addUser(BOB, "right");
    users =
        new BoundedUsers(
            () -> stored,
            LoginBounds.defaults(),
            new WrongPasswords(GuessingBounds.defaults(), now::get),
            now::get,
            this::rest);
  }

  private void rest(Duration time) {
    rested.add(time.toSeconds());
    now.addAndGet(time.toNanos());
  }

  @Test
  void aTryWaitsLongerAfterEachWrongPasswordWhetherTheAccountExistsOrNot()
      throws UsersRepositoryException {
    for (String user : List.of("bob@example.org", "nobody@example.org")) {
      rested.clear();
      for (int i = 0; i < 5; i++) {
        assertThat(users.test(Username.of(user), "wrong " + i)).isFalse();
      }
      assertThat(rested).as(user).containsExactly(2L, 4L, 8L, 15L);
    }
    assertThat(users.test(BOB, "right")).isTrue();
  }

  @Test
  void aRememberedPasswordWaitsForNobody() throws UsersRepositoryException {
    assertThat(users.test(BOB, "right")).isTrue();
    assertThat(users.test(BOB, "wrong")).isFalse();

    assertThat(users.test(BOB, "right")).isTrue();
    assertThat(rested).isEmpty();
  }

  @Test
  void whoFindsTooManyWaitingIsPutOffAtOnce() throws Exception {
    int most = GuessingBounds.defaults().waiting();
    CountDownLatch all = new CountDownLatch(most);
    CountDownLatch end = new CountDownLatch(1);
    BoundedUsers slow =
        new BoundedUsers(
            () -> stored,
            LoginBounds.defaults(),
            new WrongPasswords(GuessingBounds.defaults(), now::get),
            now::get,
            time -> {
              all.countDown();
              end.await();
            });
    slow.test(BOB, "wrong");
    List<Thread> guessers = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      guessers.add(new Thread(() -> assertThatThrownBy(() -> slow.test(BOB, "more"))));
    }
    guessers.forEach(Thread::start);
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> slow.test(BOB, "one more"))
        .isInstanceOf(UsersRepositoryException.class)
        .hasMessageContaining("wait");
    end.countDown();
    for (Thread guesser : guessers) {
      guesser.join(10_000);
    }
  }

  @Test
  void tellsRightFromWrongAndUnknown() throws UsersRepositoryException {
    assertThat(users.test(BOB, "right")).isTrue();
    assertThat(users.test(BOB, "wrong")).isFalse();
    assertThat(users.test(Username.of("nobody@example.org"), "right")).isFalse();
  }

  @Test
  void forgetsARememberedPasswordWhenItIsChanged() throws UsersRepositoryException {
    assertThat(users.test(BOB, "right")).isTrue();
    User bob = users.getUserByName(BOB);
    bob.setPassword("other");
    users.updateUser(bob);
    assertThat(users.test(BOB, "right")).isFalse();
    assertThat(users.test(BOB, "other")).isTrue();
  }

  @Test
  void forgetsARememberedPasswordWithTheUser() throws UsersRepositoryException {
    assertThat(users.test(BOB, "right")).isTrue();
    users.removeUser(BOB);
    assertThat(users.test(BOB, "right")).isFalse();
  }

  @Test
  void remembersForFiveMinutesAndNotLonger() {
    VerifiedPasswords verified = new VerifiedPasswords(LoginBounds.defaults(), now::get);
    verified.remember(BOB, "right");
    now.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(verified.knows(BOB, "right")).isTrue();
    assertThat(verified.knows(BOB, "wrong")).isFalse();
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(verified.knows(BOB, "right")).isFalse();
  }
}
