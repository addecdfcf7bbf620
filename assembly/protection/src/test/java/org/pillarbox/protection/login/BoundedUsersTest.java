package org.pillarbox.protection.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  private BoundedUsers users;

  @BeforeEach
  void makeUsers() throws Exception {
    MemoryDomainList domains = new MemoryDomainList(new NoDns());
    domains.configure(DomainListConfiguration.DEFAULT);
    domains.addDomain(Domain.of("example.org"));
    MemoryUsersRepository stored = MemoryUsersRepository.withVirtualHosting(domains);
    stored.addUser(BOB, "right");
    users = new BoundedUsers(() -> stored, LoginBounds.defaults(), now::get);
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
