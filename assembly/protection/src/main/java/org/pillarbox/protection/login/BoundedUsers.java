package org.pillarbox.protection.login;

import com.github.benmanes.caffeine.cache.Ticker;
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
 * password that was right a moment ago, the same work for an account that does not exist, and one
 * log line for each failure. Every protocol checks passwords here.
 */
public final class BoundedUsers implements UsersRepository {
  private final Supplier<? extends UsersRepository> delegate;
  private final LoginBounds bounds;
  private final Semaphore turns;
  private final VerifiedPasswords verified;
  private final User nobody;

  public BoundedUsers(Supplier<? extends UsersRepository> delegate, LoginBounds bounds) {
    this(delegate, bounds, Ticker.systemTicker());
  }

  BoundedUsers(Supplier<? extends UsersRepository> delegate, LoginBounds bounds, Ticker ticker) {
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
    boolean right = verified.knows(name, password) || inTurn(name, password);
    if (!right) {
      LoginLog.failed(name.asString());
    }
    return right;
  }

  private boolean inTurn(Username name, String password) throws UsersRepositoryException {
    try {
      if (!turns.tryAcquire(bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UsersRepositoryException("Too many logins at a time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsersRepositoryException("Interrupted while waiting to check a password", e);
    }
    try {
      return hashed(name, password);
    } finally {
      turns.release();
    }
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
