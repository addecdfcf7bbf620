package org.pillarbox.protection.login;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.apache.james.user.lib.model.Algorithm;
import org.apache.james.user.lib.model.DefaultUser;
import org.reactivestreams.Publisher;

/**
 * James' users with password checks that are bounded: at most so many hashes at a time, none for a
 * password that was right a moment ago, the same work for an account that does not exist, a wait
 * that grows with each wrong one ({@link WrongPasswords}), and one log line for each failure. Every
 * protocol checks passwords here, on a thread that may wait.
 */
public final class BoundedUsers implements UsersRepository {
  /** How often a try lets others go first before it is put off. */
  private static final int ROUNDS = 3;

  private final Supplier<? extends UsersRepository> delegate;
  private final LoginBounds bounds;
  private final Semaphore turns;
  private final Semaphore waiting;
  private final WrongPasswords wrong;
  private final Pause pause;
  private final VerifiedPasswords verified;
  private final User nobody;

  /** Lets a thread wait. */
  @FunctionalInterface
  interface Pause {
    void rest(Duration time) throws InterruptedException;
  }

  public BoundedUsers(
      Supplier<? extends UsersRepository> delegate, LoginBounds bounds, WrongPasswords wrong) {
    this(delegate, bounds, wrong, Ticker.systemTicker(), wrong::rest);
  }

  BoundedUsers(
      Supplier<? extends UsersRepository> delegate,
      LoginBounds bounds,
      WrongPasswords wrong,
      Ticker ticker,
      Pause pause) {
    this.wrong = wrong;
    this.pause = pause;
    this.waiting = new Semaphore(bounds.guessing().waiting());
    this.delegate = delegate;
    this.bounds = bounds;
    this.turns = new Semaphore(bounds.checksAtOnce(), true);
    this.verified = new VerifiedPasswords(bounds, ticker);
    // The algorithm of room storage: an account that doesn't exist must cost as much as one that
    // does.
    Algorithm algorithm = Algorithm.of("PBKDF2-SHA512-" + bounds.passwordRounds() + "-512");
    DefaultUser made = new DefaultUser(Username.of("nobody"), algorithm, algorithm);
    made.setPassword(new java.math.BigInteger(160, new java.security.SecureRandom()).toString());
    this.nobody = made;
  }

  @Override
  public boolean test(Username name, String password) throws UsersRepositoryException {
    boolean right = verified.knows(name, password) || inTime(name, password);
    if (!right) {
      LoginLog.failed(name.asString());
    }
    return right;
  }

  private boolean inTime(Username name, String password) throws UsersRepositoryException {
    Optional<InetAddress> client = LoginLog.address();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        await(wrong.wait(name, client));
        if (!turns.tryAcquire(bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
          throw new UsersRepositoryException("Too many logins at a time");
        }
        try {
          // Others may have guessed wrong meanwhile: then it is not yet this one's time.
          if (wrong.wait(name, client).isZero()) {
            return counted(name, password, client);
          }
        } finally {
          turns.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsersRepositoryException("Interrupted while waiting to check a password", e);
    }
    throw new UsersRepositoryException("Too many wrong passwords at a time");
  }

  private void await(Duration time) throws InterruptedException, UsersRepositoryException {
    if (time.isZero()) {
      return;
    }
    if (!waiting.tryAcquire()) {
      throw new UsersRepositoryException("Too many logins wait after wrong passwords");
    }
    try {
      pause.rest(time);
    } finally {
      waiting.release();
    }
  }

  private boolean counted(Username name, String password, Optional<InetAddress> client)
      throws UsersRepositoryException {
    boolean right = hashed(name, password);
    if (right) {
      wrong.succeeded(name, client);
    } else {
      wrong.failed(name, client, verified.fingerprint(name, password));
    }
    return right;
  }

  private boolean hashed(Username name, String password) throws UsersRepositoryException {
    Optional<User> user = Optional.ofNullable(delegate.get().getUserByName(name));
    boolean right = user.orElse(nobody).verifyPassword(password) && user.isPresent();
    if (right) {
      verified.remember(name, password);
    }
    return right;
  }

  @Override
  public void addUser(Username username, String password) throws UsersRepositoryException {
    verified.forget(username);
    delegate.get().addUser(username, password);
  }

  /** Forgets before and after: a check that runs meanwhile may still have seen the old password. */
  @Override
  public void updateUser(User user) throws UsersRepositoryException {
    verified.forget(user.getUserName());
    delegate.get().updateUser(user);
    verified.forget(user.getUserName());
  }

  @Override
  public void removeUser(Username name) throws UsersRepositoryException {
    verified.forget(name);
    delegate.get().removeUser(name);
    verified.forget(name);
  }

  @Override
  public User getUserByName(Username name) throws UsersRepositoryException {
    return delegate.get().getUserByName(name);
  }

  @Override
  public boolean contains(Username name) throws UsersRepositoryException {
    return delegate.get().contains(name);
  }

  @Override
  public Publisher<Boolean> containsReactive(Username name) {
    return delegate.get().containsReactive(name);
  }

  @Override
  public int countUsers() throws UsersRepositoryException {
    return delegate.get().countUsers();
  }

  @Override
  public Iterator<Username> list() throws UsersRepositoryException {
    return delegate.get().list();
  }

  @Override
  public Publisher<Username> listReactive() {
    return delegate.get().listReactive();
  }

  @Override
  public boolean supportVirtualHosting() throws UsersRepositoryException {
    return delegate.get().supportVirtualHosting();
  }

  @Override
  public Username getUsername(MailAddress mailAddress) throws UsersRepositoryException {
    return delegate.get().getUsername(mailAddress);
  }

  @Override
  public MailAddress getMailAddressFor(Username username) throws UsersRepositoryException {
    return delegate.get().getMailAddressFor(username);
  }

  @Override
  public boolean isAdministrator(Username username) throws UsersRepositoryException {
    return delegate.get().isAdministrator(username);
  }

  @Override
  public boolean isReadOnly() {
    return delegate.get().isReadOnly();
  }

  @Override
  public void assertValid(Username username) throws UsersRepositoryException {
    delegate.get().assertValid(username);
  }
}
